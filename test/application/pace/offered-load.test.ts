import { describe, expect, test } from 'vitest';
import { RateBuckets } from '../../../src/adapters/sandbox/wire/rate-buckets.ts';
import { Turns } from '../../../src/application/pace/turns.ts';
import { WaitingRoom } from '../../../src/application/pace/waiting-room.ts';
import { CountedFigures } from '../../support/counted-figures.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

interface Load {
  /** What the provider really takes per second, and at once. */
  readonly limit: number;
  /** What we were told that it takes. */
  readonly configured: number;
  readonly replicas: number;
  readonly seconds: number;
}

interface Outcome {
  /** Starts that the provider took in the second that began then. */
  readonly taken: readonly { readonly at: number; readonly account: string }[];
  /** Seconds at which the provider refused a start. */
  readonly refusals: readonly number[];
}

/** 200 starts a second: the greedy account asks for 110, nine others for 10 each. */
const accounts = ['greedy', ...Array.from({ length: 9 }, (_, index) => `account ${index}`)];
const perSecondOf = (account: string): number => (account === 'greedy' ? 110 : 10);
const RETRY_AFTER_SECONDS = 1;

/** A way to the provider of 20 to 60 ms, the same in each run. */
function* latencies(): Generator<number, never> {
  for (let state = 1; ; state = (state * 48_271) % 2_147_483_647) yield 20 + (state % 41);
}

async function offer({ limit, configured, replicas, seconds }: Load): Promise<Outcome> {
  const clock = new VirtualClock();
  const begun = clock.wall().getTime();
  const now = (): number => clock.wall().getTime() - begun;
  const provider = new RateBuckets(limit, limit);
  const way = latencies();
  const rooms = Array.from(
    { length: replicas },
    () => new WaitingRoom(new Turns(configured, () => replicas), clock, new CountedFigures()),
  );
  const taken: { at: number; account: string }[] = [];
  const refusals: number[] = [];
  const start = async (room: WaitingRoom, account: string): Promise<void> => {
    if (!(await room.enter('START', account, 2000))) return;
    await clock.sleep(way.next().value);
    const isTaken = provider.take('key', now());
    if (isTaken) taken.push({ at: now() / 1000, account });
    else refusals.push(now() / 1000);
    await clock.sleep(way.next().value);
    if (!isTaken) room.refused(RETRY_AFTER_SECONDS);
  };
  const running: Promise<void>[] = [];
  for (const account of accounts) {
    running.push(
      (async () => {
        for (let count = 0; count < perSecondOf(account) * seconds; count++) {
          running.push(start(rooms[count % replicas]!, account));
          await clock.sleep(((count + 1) * 1000) / perSecondOf(account) - now());
        }
      })(),
    );
  }
  await clock.run(seconds + 10);
  await Promise.all(running);
  expect(clock.sleeping).toBe(0);
  const isOffered = (at: number): boolean => at <= seconds;
  return { taken: taken.filter(({ at }) => isOffered(at)), refusals: refusals.filter(isOffered) };
}

/** The figures of START-5, from `from` seconds on. */
function figures({ taken, refusals }: Outcome, { limit, seconds }: Load, from: number) {
  const settled = taken.filter(({ at }) => at >= from);
  const refused = refusals.filter((at) => at >= from).length;
  const possible = limit * (seconds - from);
  const fair = possible / accounts.length;
  const shares = accounts.map((account) => settled.filter((each) => each.account === account).length / fair);
  return {
    used: settled.length / possible,
    refused: refused / (settled.length + refused),
    leastShare: Math.min(...shares),
    refusedAtAll: refusals.length,
  };
}

describe('START-5: ten times as many starts as the provider takes, for a minute, from ten accounts, one greedy', () => {
  test.each<[string, Load, number]>([
    ['a limit of 20/s that is known', { limit: 20, configured: 20, replicas: 1, seconds: 60 }, 0],
    ['the same with three replicas', { limit: 20, configured: 20, replicas: 3, seconds: 60 }, 0],
    ['a limit of 10/s that nobody told us', { limit: 10, configured: 20, replicas: 1, seconds: 60 }, 5],
    ['the same with three replicas, for two minutes', { limit: 10, configured: 20, replicas: 3, seconds: 120 }, 5],
  ])('%s', async (_, load, from) => {
    const found = figures(await offer(load), load, from);
    expect(found.used).toBeGreaterThanOrEqual(0.95);
    expect(found.refused).toBeLessThanOrEqual(0.01);
    expect(found.leastShare).toBeGreaterThanOrEqual(0.8);
  });
});
