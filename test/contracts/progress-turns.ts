import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressTurns } from '../../src/application/ports/progress-turns.ts';
import type { AccountId, CallId } from '../../src/domain/ids.ts';

export interface ProgressTurnsHarness {
  /** Of two replicas. */
  readonly ours: ProgressTurns;
  readonly theirs: ProgressTurns;
  /** Lets so many milliseconds pass for the turns that were taken. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const MINUTE = 60_000;

export function progressTurnsContract(name: string, makeHarness: () => Promise<ProgressTurnsHarness>): void {
  describe(`${name}: the turn to ask about a call`, () => {
    let harness: ProgressTurnsHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.close());

    const account = randomUUID() as AccountId;
    const newCall = (): CallId => randomUUID() as CallId;

    it('is had by one of all who want it at once', async () => {
      const { ours, theirs } = harness;
      const call = newCall();
      const wanted = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? ours : theirs).take(account, call, MINUTE));
      expect((await Promise.all(wanted)).filter(Boolean)).toHaveLength(1);
    });

    it('comes again when its time has passed, to whoever wants it first, for as long as that one says', async () => {
      const { ours, theirs } = harness;
      const call = newCall();
      expect(await ours.take(account, call, MINUTE)).toBe(true);
      await harness.pass(MINUTE / 2);
      expect(await theirs.take(account, call, 1)).toBe(false);
      await harness.pass(MINUTE / 2);
      expect(await theirs.take(account, call, 2 * MINUTE)).toBe(true);
      await harness.pass(MINUTE);
      expect(await ours.take(account, call, MINUTE)).toBe(false);
      await harness.pass(MINUTE);
      expect(await ours.take(account, call, MINUTE)).toBe(true);
    });

    it('is of one call of one account', async () => {
      const call = newCall();
      expect(await harness.ours.take(account, call, MINUTE)).toBe(true);
      expect(await harness.ours.take(account, newCall(), MINUTE)).toBe(true);
      expect(await harness.ours.take(randomUUID() as AccountId, call, MINUTE)).toBe(true);
    });
  });
}
