import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository } from '../../src/application/ports/account-repository.ts';
import type { AccountReads, Changed, Reads } from '../../src/application/ports/reads.ts';
import type { AccountId, AppId, CallId } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { anApp, newId, openAccount } from './account-harness.ts';

export interface ChangedSinceHarness {
  readonly accounts: AccountRepository;
  readonly reads: Reads;
  /** Throws the account's events away up to this number. */
  forget(account: AccountId, upTo: number): Promise<void>;
  close(): Promise<void>;
}

/** LIVE-1: what the reads tell to who comes back with a cursor. */
export function changedSinceContract(adapter: string, makeHarness: () => Promise<ChangedSinceHarness>): void {
  describe(`${adapter}: what changed since`, () => {
    let harness: ChangedSinceHarness;
    let account: AccountId;
    let app: AppId;
    const [first, second] = [newId<CallId>(), newId<CallId>()];

    beforeAll(async () => {
      harness = await makeHarness();
    });
    afterAll(() => harness.close());
    beforeEach(async () => {
      account = newId<AccountId>();
      await openAccount(harness.accounts, account, 0);
      const own = anApp(account);
      app = own.id;
      await harness.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app: own } }));
    });

    const save = (id: CallId): Promise<void> =>
      harness.accounts.decide(account, {}, () => {
        const call = a.unconfirmedCall({ id, account, app });
        return { answer: undefined, saves: { call } };
      });
    const touch = (): Promise<void> =>
      harness.accounts.decide(account, {}, (facts) => ({ answer: undefined, saves: { account: facts.account } }));

    async function reading<T>(ask: (reads: AccountReads) => Promise<T>): Promise<T> {
      const reads = harness.reads.open(account);
      try {
        return await ask(reads);
      } finally {
        await reads.close();
      }
    }
    const since = (after: bigint, most = 100): Promise<readonly Changed[] | null> =>
      reading((reads) => reads.changedSince(after, most));

    it('is each subject once, by its newest event, the latest of them last', async () => {
      await save(first);
      await touch();
      await save(second);
      await save(first);
      const changed = { account: { kind: 'ACCOUNT', id: account, sequence: 2n } } as const;
      const call = (id: CallId, sequence: bigint): Changed => ({ kind: 'CALL', id, sequence });
      expect(await since(0n)).toEqual([changed.account, call(second, 3n), call(first, 4n)]);
      expect(await since(2n)).toEqual([call(second, 3n), call(first, 4n)]);
      expect(await since(3n)).toEqual([call(first, 4n)]);
      expect(await since(4n)).toEqual([]);
    });

    it('is not told past the newest event, nor where more changed than is asked for', async () => {
      expect(await since(0n)).toEqual([]);
      expect(await since(1n)).toBeNull();
      await save(first);
      await save(second);
      expect(await since(0n, 2)).toHaveLength(2);
      expect(await since(0n, 1)).toBeNull();
      expect(await since(1n, 1)).toHaveLength(1);
    });

    it('is not told where events have gone that would tell it', async () => {
      for (const id of [first, second, first, second]) await save(id);
      await harness.forget(account, 2);
      expect(await since(1n)).toBeNull();
      expect(await since(2n)).toHaveLength(2);
    });

    it('goes on counting behind the newest where all before it have gone', async () => {
      for (const id of [first, second]) await save(id);
      await harness.forget(account, 1);
      await save(first);
      expect(await since(1n)).toEqual([
        { kind: 'CALL', id: second, sequence: 2n },
        { kind: 'CALL', id: first, sequence: 3n },
      ]);
    });

    it('is of this account alone', async () => {
      await save(first);
      account = newId<AccountId>();
      await openAccount(harness.accounts, account, 0);
      expect(await since(0n)).toEqual([]);
    });
  });
}
