import { expect, test } from 'vitest';
import { Pause } from '../../../src/adapters/sandbox/callbacks/pause.ts';

const long = 60_000;

test('a wait ends when its time is over', async () => {
  await new Pause().wait(1);
});

test('a wake ends the wait, and the one before it does not count again', async () => {
  const pause = new Pause();
  const waiting = pause.wait(long);
  pause.wake();
  await waiting;
  let over = false;
  const next = pause.wait(long).then(() => (over = true));
  await new Promise(setImmediate);
  expect(over).toBe(false);
  pause.wake();
  await next;
});

test('a wake between two waits is not lost', async () => {
  const pause = new Pause();
  pause.wake();
  await pause.wait(long);
});
