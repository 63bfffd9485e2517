import { randomUUID } from 'node:crypto';
import type { AccountRepository } from '../../src/application/ports/account-repository.ts';
import type { EventFeed } from '../../src/application/ports/event-feed.ts';
import type { App } from '../../src/domain/app.ts';
import type { AccountId, AppId, MemberId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import type { Member } from '../../src/domain/member.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';

export interface AccountRepositoryHarness {
  readonly accounts: AccountRepository;
  readonly events: EventFeed;
  /** The account's events, oldest first. */
  announced(account: AccountId): Promise<readonly { sequence: number; subject: string; version: number }[]>;
  close(): Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says which id it is, once
export const newId = <Id>(): Id => randomUUID() as Id;

/** Of what several replicas decide on. */
export interface ReplicatedHarness extends AccountRepositoryHarness {
  /** The same accounts, as a replica sees them whose clock stands there. */
  at(now: Date): AccountRepository;
}

/** An account with 1000 yuan and an app, behind a new harness. */
export async function begin<Harness extends AccountRepositoryHarness>(
  makeHarness: () => Promise<Harness>,
): Promise<{
  harness: Harness;
  accounts: AccountRepository;
  account: AccountId;
  app: App;
}> {
  const harness = await makeHarness();
  const { accounts } = harness;
  const account = newId<AccountId>();
  const app = anApp(account);
  await openAccount(accounts, account, 1000_00);
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  return { harness, accounts, account, app };
}

/** An account, with that many fen paid in. */
export async function openAccount(accounts: AccountRepository, account: AccountId, fen: number): Promise<void> {
  await accounts.open(a.account({ id: account, balance: 0 }), aMember(account, `${account}@example.cn`));
  if (fen === 0) return;
  await accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.credit(Money.fen(fen)) },
    transfers: [Transfer.topUp(newId<string>(), Money.fen(fen), facts.now)],
  }));
}

export function anApp(account: AccountId): App {
  const own = newId<AppId>();
  return a.app({ id: own, account, appKey: `key ${own}`, callbackKey: `callback-${own}` });
}

export function aMember(account: AccountId, email: string): Member {
  return a.member({ id: newId<MemberId>(), account, email });
}
