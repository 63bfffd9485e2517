import { expect, it } from 'vitest';
import { resting } from '../../../src/adapters/jobs/resting.ts';

/** Work that takes so long, and the moments at which it was begun. */
function work(seconds: number): { at: number; begun: number[]; run: () => Promise<void> } {
  const world = { at: 0, begun: [] as number[], run: (): Promise<void> => Promise.resolve() };
  const doIt = (): Promise<void> => {
    world.begun.push(world.at);
    world.at += seconds;
    return Promise.resolve();
  };
  world.run = resting(doIt, () => world.at);
  return world;
}

async function everyMinute(world: ReturnType<typeof work>, minutes: number): Promise<readonly number[]> {
  for (let minute = 0; minute < minutes; minute++) {
    world.at = Math.max(world.at, minute * 60);
    await world.run();
  }
  return world.begun;
}

it('what is done at once is done each minute', async () => {
  expect(await everyMinute(work(2), 4)).toEqual([0, 60, 120, 180]);
});

it('what takes long rests for twenty times as long', async () => {
  expect(await everyMinute(work(40), 32)).toEqual([0, 840, 1680]);
});

it('what comes while it is done is left out, and what fails rests as well', async () => {
  let fail = (): void => undefined;
  let [begun, at] = [0, 0];
  const run = resting(
    () => {
      begun += 1;
      return new Promise((_resolve, reject) => (fail = () => reject(new Error('lost'))));
    },
    () => at,
  );
  const first = run();
  await run();
  expect(begun).toBe(1);
  at = 1;
  fail();
  await expect(first).rejects.toThrow('lost');
  await run();
  expect(begun).toBe(1);
  at = 21;
  void run();
  expect(begun).toBe(2);
});
