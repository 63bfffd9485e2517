import { describe, expect, test } from 'vitest';
import { Groups } from '../../../../src/adapters/graphql/live/groups.ts';
import { Outlet } from '../../../../src/adapters/graphql/live/outlet.ts';
import { Watcher } from '../../../../src/adapters/graphql/live/watcher.ts';
import type { Bell } from '../../../../src/application/live/bell.ts';
import { readingOf } from '../../../../src/application/live/reading-of.ts';
import type { Reading, Update } from '../../../../src/application/live/update.ts';
import { watched } from '../../../../src/application/live/watched.ts';
import { FixedClock } from '../../../support/fixed.ts';
import { soon } from '../../../support/soon.ts';
import { HandWire } from './wire.ts';

/** Something with versions, of which version n is event n; whoever joins is counted, and what is told. */
function world() {
  const clock = new FixedClock();
  const groups = new Groups();
  const bells = new Set<Bell>();
  let version = 1;
  let isOver = false;
  const told: string[] = [];
  async function* readings(bell: Bell): AsyncGenerator<Reading<Update>, void, void> {
    let seen = 0;
    while (!bell.stopped) {
      const rings = bell.listen();
      await Promise.resolve();
      const [now, last] = [version, isOver];
      const cursor = { head: BigInt(now), subject: BigInt(now) };
      yield readingOf(rings, cursor, now > seen, (kind) => ({
        kind,
        cursor: cursor.head,
        version: now,
        at: clock.service(),
      }));
      if (last) return;
      seen = now;
      await bell.wait(null);
    }
  }
  const listen = (bell: Bell): { stop(): void } => {
    bells.add(bell);
    return { stop: () => bells.delete(bell) };
  };
  const telling = {
    of: ({ kind, version: at }: Update) => {
      told.push(`${kind} ${at}`);
      return Promise.resolve(JSON.stringify({ kind, version: at }));
    },
    failure: (error: unknown) => JSON.stringify({ errors: [String(error)] }),
  };
  const join = (after: bigint | null = null) => {
    const wire = new HandWire();
    const outlet = new Outlet(wire);
    const watcher = new Watcher('7', outlet, after, { cost: 1 });
    groups.join('key', watcher, { watched: watched({ clock }, after, listen, readings), telling });
    const end = watcher.next();
    return { wire, watcher, end, stall: () => wire.stall((text) => outlet.send(text)) };
  };
  const change = (times = 1): void => {
    for (let each = 0; each < times; each++) {
      version += 1;
      for (const bell of bells) bell.ring();
    }
  };
  const finish = (): void => {
    isOver = true;
    change();
  };
  return {
    join,
    change,
    finish,
    told,
    bells,
    get version() {
      return version;
    },
  };
}

describe('Those who watch the same', () => {
  test('are shown each update, which is made once for all of them', async () => {
    const { join, change, told } = world();
    const watchers = Array.from({ length: 50 }, () => join());
    await soon(() => watchers.every(({ wire }) => wire.frames.length === 1));
    change();
    await soon(() => watchers.every(({ wire }) => wire.frames.length === 2));
    expect(told.filter((what) => what === 'CHANGE 2')).toHaveLength(1);
    expect(told.length).toBeLessThan(5);
    expect(watchers[0]?.wire.frames).toEqual([
      { id: '7', type: 'next', payload: { kind: 'SNAPSHOT', version: 1, extensions: { cost: 1 } } },
      { id: '7', type: 'next', payload: { kind: 'CHANGE', version: 2 } },
    ]);
    await Promise.all(watchers.map(({ watcher }) => watcher.return()));
  });

  test('come with a cursor: what they have is not repeated, and one of another history resets', async () => {
    const { join, change } = world();
    change(4);
    const watchers = [join(null), join(5n), join(3n), join(9n)];
    const [none, latest, older, strange] = watchers;
    await soon(() => strange!.wire.frames.length === 1 && none!.wire.frames.length === 1);
    await soon(() => older!.wire.frames.length === 1);
    expect(watchers.map(({ wire }) => wire.payloads)).toMatchObject([
      [{ kind: 'SNAPSHOT', version: 5 }],
      [],
      [{ kind: 'CHANGE', version: 5 }],
      [{ kind: 'RESET', version: 5 }],
    ]);
    change();
    await soon(() => latest!.wire.frames.length === 1);
    expect(latest!.wire.payloads).toMatchObject([{ kind: 'CHANGE', version: 6 }]);
    await Promise.all(watchers.map(({ watcher }) => watcher.return()));
  });

  test('hold up nobody: who does not read is sent nothing, and the latest once it reads again', async () => {
    const { join, change } = world();
    const [quick, slow] = [join(), join()];
    await soon(() => slow.wire.frames.length === 1);
    slow.stall();
    for (let each = 0; each < 200; each++) {
      change();
      await soon(() => quick.wire.frames.length === each + 2);
    }
    expect(slow.wire.frames).toHaveLength(2);
    slow.wire.read();
    await soon(() => slow.wire.frames.length === 3);
    expect(slow.wire.payloads.at(-1)).toEqual({ kind: 'CHANGE', version: 201 });
    change();
    await soon(() => slow.wire.frames.length === 4);
    await Promise.all([quick, slow].map(({ watcher }) => watcher.return()));
  });

  test('WS-7: are shown the last of 100,000 changes in one turn', async () => {
    const { join, change, told } = world();
    const one = join();
    await soon(() => one.wire.frames.length === 1);
    change(100_000);
    await soon(() => one.wire.payloads.at(-1)?.version === 100_001);
    expect(told.length).toBeLessThan(5);
    await one.watcher.return();
  });

  test('all see the end, also who does not read when it comes', async () => {
    const { join, finish, bells } = world();
    const [quick, slow] = [join(), join()];
    await soon(() => slow.wire.frames.length === 1);
    slow.stall();
    finish();
    await quick.end;
    expect(slow.watcher.over).toBe(false);
    slow.wire.read();
    await slow.end;
    expect(slow.wire.payloads.at(-1)).toEqual({ kind: 'CHANGE', version: 2 });
    await soon(() => bells.size === 0);
  });

  test('leave one by one, and with the last the watch ends', async () => {
    const { join, bells } = world();
    const watchers = [join(), join()];
    await soon(() => watchers.every(({ wire }) => wire.frames.length === 1));
    await watchers[0]!.watcher.return();
    expect(bells.size).toBe(1);
    await watchers[1]!.watcher.return();
    await soon(() => bells.size === 0);
    expect(await watchers[1]!.end).toEqual({ done: true, value: undefined });
  });
});

test('I17: a client that makes us talk and does not listen loses its socket', () => {
  const wire = Object.assign(new HandWire(), {});
  Object.defineProperty(wire, 'bufferedAmount', { value: 2 * 1024 * 1024 });
  new Outlet(wire).requireListener();
  expect(wire.isEnded).toBe(true);
});
