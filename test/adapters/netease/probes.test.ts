import { expect, it } from 'vitest';
import { openDoor, post } from './callback-door.ts';

it('CB-13: a hundred address checks, empty or of an empty object, are answered 200 and leave nothing', async () => {
  const door = await openDoor();
  const bodies = ['{}', '', ' {}\r\n', '\uFEFF{}', '\t'];
  for (let n = 0; n < 100; n += 1) {
    expect(await post(door.url, bodies[n % bodies.length]!, [])).toEqual({ status: 200, body: '{"code":200}' });
  }
  expect(door.received).toEqual([]);
  expect(door.logged).toEqual([]);
});
