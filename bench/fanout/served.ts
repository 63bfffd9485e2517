/** What all three servers of the bench say to whoever watches: the same schema, the same words. */
export const QUERY =
  'subscription { accountUpdated { kind cursor version at account { id company balance reserved } } }';

export const SCHEMA = `
  type Query { ok: Boolean }
  type Subscription { accountUpdated(after: String): AccountUpdate! }
  type AccountUpdate { kind: String! cursor: String version: Int! at: String! account: Account! }
  type Account { id: ID! company: String! balance: String! reserved: String! }
`;

export interface AccountUpdate {
  readonly kind: string;
  readonly cursor: string;
  readonly version: number;
  readonly at: string;
  readonly account: {
    readonly id: string;
    readonly company: string;
    readonly balance: string;
    readonly reserved: string;
  };
}

/** An update as ours looks, for the two that have no account behind them. */
export function update(version: number): AccountUpdate {
  const account = { id: '00000000-0000-4000-8000-000000000001', company: '压测公司', reserved: '0.00' };
  const balance = `${1000 + version}.00`;
  return {
    ...{ kind: 'CHANGE', cursor: String(version), version, at: new Date().toISOString() },
    account: { ...account, balance },
  };
}

/** One server of the bench, in a process of its own. */
export interface Served {
  readonly port: number;
  /** What `connection_init` carries. */
  readonly payload: object;
  /** Lets something happen that all who watch are told of. */
  publish(): Promise<void>;
}
