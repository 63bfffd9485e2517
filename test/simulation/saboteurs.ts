import type { AccountRepository, Decision } from '../../src/application/ports/account-repository.ts';
import type { Ports } from '../../src/application/ports/ports.ts';
import type { TelephonyGateway } from '../../src/application/ports/telephony-gateway.ts';
import type { Saves } from '../../src/application/ports/account-repository.ts';

export type Saboteur = (ports: Ports) => Ports;

/** Wirings that break a promise, each by its name, and a word of the claim that must catch it. */
export const saboteurs: Readonly<Record<string, readonly [claim: RegExp, wiring: Saboteur]>> = {
  'a gateway that dials again when the answer is lost': [
    /I7/,
    withGateway((gateway) => ({
      dial: async (credentials, order) => {
        const answer = await gateway.dial(credentials, order);
        return answer.kind === 'AMBIGUOUS' ? gateway.dial(credentials, order) : answer;
      },
    })),
  ],
  'a gateway that takes a lost answer for a refusal': [
    /CALL-8/,
    withGateway((gateway) => ({
      dial: async (credentials, order) => {
        const answer = await gateway.dial(credentials, order);
        const refusal = { providerCode: null, retryAfterSeconds: null };
        return answer.kind === 'AMBIGUOUS' ? { kind: 'REJECTED', refusal } : answer;
      },
    })),
  ],
  'a query that takes silence for an end': [
    /I10/,
    withGateway((gateway) => ({
      query: async (credentials, asked) => {
        const news = await gateway.query(credentials, asked);
        if (news.kind !== 'UNKNOWN') return news;
        const report = {
          source: 'QUERY',
          session: asked.session,
          kind: 'CALL',
          caller: '',
          callee: '',
          createdAt: null,
          talkSeconds: 1,
          legs: [],
        } as const;
        return { kind: 'ENDED', report };
      },
    })),
  ],
  'a repository that forgets idempotency keys': [/I14/, withSaves((saves) => without(saves, 'request'))],
  'a repository that forgets alarms': [/I9|I6|CALL-5/, withSaves((saves) => without(saves, 'alarms'))],
  'a repository that forgets resolutions': [/I4/, withSaves((saves) => without(saves, 'resolution'))],
  'a repository that decides without a lock': [/I1|I4|I8/, withAccounts(unlocked)],
  'a register that mistakes the address of a callback': [
    /I9|I10/,
    (ports: Ports): Ports => {
      let first: string | null = null;
      const appByCallbackKey: Ports['register']['appByCallbackKey'] = (key) =>
        ports.register.appByCallbackKey((first ??= key));
      return { ...ports, register: replaced(ports.register, { appByCallbackKey }) };
    },
  ],
  'a bank that is asked for another payment each time': [
    /ACC-3/,
    (ports: Ports): Ports => ({
      ...ports,
      payments: {
        pay: async (order) => {
          const payment = await ports.payments.pay(order);
          return { ...payment, status: 'PAID' };
        },
      },
    }),
  ],
};

function withGateway(change: (gateway: TelephonyGateway) => Partial<TelephonyGateway>): Saboteur {
  return (ports) => ({ ...ports, gateway: replaced(ports.gateway, change(ports.gateway)) });
}

export function withAccounts(change: (accounts: AccountRepository) => AccountRepository['decide']): Saboteur {
  return (ports) => ({ ...ports, accounts: replaced(ports.accounts, { decide: change(ports.accounts) }) });
}

export function withSaves(change: (saves: Saves) => Saves): Saboteur {
  return withAccounts(
    (accounts) => (account, keys, rule) =>
      accounts.decide(account, keys, (facts) => {
        const decision = rule(facts);
        return decision.saves === undefined ? decision : { ...decision, saves: change(decision.saves) };
      }),
  );
}

/** What is saved but for one thing. */
function without(saves: Saves, name: keyof Saves): Saves {
  return Object.fromEntries(Object.entries(saves).filter(([key]) => key !== name));
}

/** Reads in one transaction, and writes what followed from it in another. */
function unlocked(accounts: AccountRepository): AccountRepository['decide'] {
  return async (account, keys, rule) => {
    const decide = (facts: Parameters<typeof rule>[0]): Decision<ReturnType<typeof rule>> => ({ answer: rule(facts) });
    const decision = await accounts.decide(account, keys, decide);
    return accounts.decide(account, keys, () => decision);
  };
}

function replaced<Port extends object>(port: Port, methods: Partial<Port>): Port {
  return new Proxy(port, { get: (_port, name) => (methods as Port)[name as keyof Port] ?? port[name as keyof Port] });
}
