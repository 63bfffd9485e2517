import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TryCounts } from '../../src/application/ports/try-counts.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { beginTry, Tries } from '../../src/domain/tries.ts';
import * as a from '../support/a.ts';

export interface TryCountsHarness {
  readonly tries: TryCounts;
  close(): Promise<void>;
}

export function tryCountsContract(name: string, makeHarness: () => Promise<TryCountsHarness>): void {
  describe(`${name}, as the place where tries are counted`, () => {
    let harness: TryCountsHarness;
    let tries: TryCounts;
    beforeEach(async () => {
      harness = await makeHarness();
      tries = harness.tries;
    });
    afterEach(() => harness.close());

    const newKey = (): string => randomUUID();

    async function timesOf(...keys: string[]): Promise<readonly (readonly Date[])[]> {
      let times: readonly (readonly Date[])[] = [];
      await tries.decide(keys, (found) => {
        times = found.map((one) => one.times);
        return found;
      });
      return times;
    }

    it('keeps what the rule makes of each key, in the order in which they were named', async () => {
      const [one, two] = [newKey(), newKey()];
      expect(await timesOf(one, two)).toEqual([[], []]);
      await tries.decide([two, one], ([ofTwo, ofOne]) => [ofTwo!.add(a.noon).add(a.after(1)), ofOne!.add(a.after(2))]);
      expect(await timesOf(one, two)).toEqual([[a.after(2)], [a.noon, a.after(1)]]);
      await tries.decide([two], () => [Tries.none]);
      expect(await timesOf(one, two)).toEqual([[a.after(2)], []]);
    });

    it('keeps nothing when the rule throws', async () => {
      const key = newKey();
      const refusal = new DomainError({ code: 'TOO_MANY_TRIES', retryAt: a.noon });
      const refused = tries.decide([key], () => {
        throw refusal;
      });
      await expect(refused).rejects.toBe(refusal);
      expect(await timesOf(key)).toEqual([[]]);
    });

    it('lets as many of many at once through as the limit says, whatever the order of their keys', async () => {
      const [one, two] = [newKey(), newKey()];
      const limit = { most: 5, seconds: 60 };
      const attempt = (keys: string[]): Promise<void> =>
        tries.decide(keys, (found) =>
          beginTry(
            found.map((each) => ({ tries: each, limit })),
            a.noon,
          ),
        );
      const attempts = Array.from({ length: 20 }, (_, index) => attempt(index % 2 === 0 ? [one, two] : [two, one]));
      const outcomes = (await Promise.allSettled(attempts)).map(({ status }) => status);
      expect(outcomes.filter((status) => status === 'fulfilled')).toHaveLength(5);
      expect((await timesOf(one, two)).map((times) => times.length)).toEqual([5, 5]);
    });
  });
}
