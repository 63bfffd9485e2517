import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../src/application/add-operator.ts';
import { noTotals } from '../../src/domain/bill.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { shanghaiMonth } from '../../src/domain/month.ts';
import type { Api } from '../adapters/graphql/api.ts';
import { startApi } from '../adapters/graphql/api.ts';
import { cheapPasswords } from '../support/fixed.ts';
import type { AskerRole } from './asker.ts';
import { Asker } from './asker.ts';
import type { Party } from './party.ts';
import { emailOf, makeParty } from './party.ts';
import { Rows } from './rows.ts';

/** The service with two accounts that know nothing of one another, and what the database keeps of them. */
export interface Stage {
  readonly api: Api;
  readonly client: Client;
  readonly rows: Rows;
  readonly operator: { readonly email: string; readonly password: string };
  readonly operatorToken: string;
}

export interface TwoParties extends Stage {
  readonly parties: readonly [Party, Party];
  close(): Promise<void>;
}

export const askerRoles: readonly AskerRole[] = [
  'OWNER',
  'FINANCE',
  'AGENT',
  'DEVELOPER',
  'KEY',
  'NARROW_KEY',
  'OPERATOR',
  'NOBODY',
];

/** Who sits before a browser: everything is examined with either credential. */
const byCookie: readonly AskerRole[] = ['AGENT', 'DEVELOPER'];

/** Whoever is told to wait is told nothing else. */
const noLimits = { perName: null, perAddress: null, codesPerAddress: null };

export async function openStage(): Promise<TwoParties> {
  const api = await startApi({ settings: { tryLimits: noLimits } });
  const client = new Client({ connectionString: api.database.url });
  await client.connect();
  const operator = { email: 'desk@example.cn', password: "an operator's password" };
  const { operators, clock } = api.postgres;
  await addOperator({ operators, clock, passwords: cheapPasswords, random: new CryptoRandom() })(operator);
  const { accessToken: operatorToken } = await api.application.operatorSignIn(operator);
  const stage: Stage = { api, client, rows: await Rows.open(client), operator, operatorToken };
  const parties = [await makeParty(stage, 'A'), await makeParty(stage, 'B')] as const;
  for (const party of parties) await issueBill(stage, party);
  api.outside.dial = () => ({ kind: 'STARTED', session: `session ${api.outside.dialled.length}` as ProviderSession });
  const close = async (): Promise<void> => {
    await client.end();
    await api.stop();
  };
  return { ...stage, parties, close };
}

/** A bill of the month that it is. The figures are no account's. */
async function issueBill({ api }: Stage, { account, name }: Party): Promise<void> {
  await api.postgres.accounts.decide(account, {}, ({ now }) => {
    const month = shanghaiMonth(now);
    const totals = { ...noTotals, topUps: Money.fen(name === 'A' ? 1001_11 : 2002_22) };
    const hash = (name === 'A' ? 'a1' : 'b2').repeat(32);
    const bill = { id: randomUUID(), account, month, opening: Money.zero, totals, hash, issuedAt: now };
    return { answer: undefined, saves: { bill } };
  });
}

/** Everybody who may ask something for a party, and an operator and nobody, who are of none. */
export function askersOf({ operator }: Stage, party: Party, api: Api): readonly Asker[] {
  const { application } = api;
  return askerRoles.map((role) => {
    if (role === 'NOBODY') return new Asker(api, 'nobody', role, null);
    if (role === 'OPERATOR')
      return new Asker(api, 'an operator', role, async () => (await application.operatorSignIn(operator)).accessToken);
    if (role === 'KEY' || role === 'NARROW_KEY') {
      const key = role === 'KEY' ? party.keys.wide : party.keys.narrow;
      return new Asker(api, `${role} of ${party.name}`, role, () => Promise.resolve(key));
    }
    const credentials = { email: emailOf(role, party.email), password: party.password };
    const signIn = async (): Promise<string> => (await application.signIn(credentials)).tokens.accessToken;
    return new Asker(api, `${role} of ${party.name}`, role, signIn, byCookie.includes(role));
  });
}
