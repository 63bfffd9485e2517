import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportInCallback } from '../../src/adapters/netease/messages/callback-body.ts';
import { freeSwitchHangCauses } from '../../src/adapters/netease/settings.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { figure } from '../support/figures.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { noCallLimits } from '../support/limits.ts';

const start = '2026-03-02 10:00:00';
const end = '2026-03-02 10:02:00';
const leg = (endpoint: string, endTime: string): object => ({ endpoint, endTime, hangCause: 'NORMAL_CLEARING' });

function told(given: object): object {
  const legs = [leg(a.caller.digits, end), leg(a.callee.digits, end)];
  const numbers = { caller: a.caller.digits, callee: a.callee.digits };
  return {
    session: 'session-1',
    ...numbers,
    createtime: 1772416800000,
    starttime: start,
    durationSec: 61,
    legs,
    ...given,
  };
}

/** Delivers the provider's own document, as the callback address would hand it in. */
function deliver(world: Scenario, one: Customer, document: string): Promise<string> {
  const body = JSON.stringify({ eventType: '10', callback: document });
  return world.deliver(one.app, reportInCallback(body, freeSwitchHangCauses), body);
}

/** Documents that JSON.stringify cannot write are spliced in as text. */
const spliced = (field: string, text: string): string => JSON.stringify(told({ [field]: '@' })).replace('"@"', text);

const absurd: Readonly<Record<string, string>> = {
  'a negative duration': spliced('durationSec', '-1'),
  'a duration a little below zero': spliced('durationSec', '-0.1'),
  '1e308 seconds': spliced('durationSec', '1e308'),
  'a number beyond all': spliced('durationSec', '1e999'),
  NaN: spliced('durationSec', 'NaN'),
  'a duration in other digits': spliced('durationSec', '"６１"'),
  'Arabic digits': spliced('durationSec', '"٦١"'),
  'a duration with a unit': spliced('durationSec', '"61s"'),
  'hexadecimal digits': spliced('durationSec', '"0x3d"'),
  'no duration': spliced('durationSec', 'null'),
  'a list as duration': spliced('durationSec', '[61]'),
  'a day and a second': spliced('durationSec', '86401'),
  'an end before the start': JSON.stringify(told({ starttime: '2026-03-02 10:03:01' })),
  'ten thousand legs': JSON.stringify(told({ legs: Array(10_000).fill({}) })),
  'ten thousand good legs': JSON.stringify(told({ legs: Array(10_000).fill(leg('1', end)) })),
  'legs that are no list': JSON.stringify(told({ legs: 'none' })),
  'no session': JSON.stringify(told({ session: null })),
  'a deep nest': spliced('legs', `${'['.repeat(5000)}${']'.repeat(5000)}`),
};

test.each(Object.entries(absurd))('CB-11: %s is parked with an alarm, and charges nothing', async (_name, document) => {
  const world = scenario();
  const one = await world.customer();
  const call = await world.start(one);
  expect(await deliver(world, one, document)).toBe('PARKED');
  expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED']);
  expect(world.call(one.id, call.id)).toEqual(call);
});

test.each([
  ['a day', { durationSec: 86_400 }, 1440n],
  ['more than was granted', { durationSec: '3600' }, 60n],
  ['a fraction', { durationSec: 60.0001 }, 2n],
  ['a createtime after the starttime', { createtime: 1772416900000 }, 2n],
  ['an end seconds before its start, by two clocks', { starttime: '2026-03-02 10:03:00', durationSec: 0 }, 0n],
  ['an absurd createtime', { createtime: -1 }, 2n],
])('CB-11: %s is charged as it is', async (_name, given, minutes) => {
  const world = scenario();
  const one = await world.customer();
  const call = await world.start(one);
  expect(await deliver(world, one, JSON.stringify(told(given)))).toBe('MATCHED');
  expect(world.call(one.id, call.id).state).toMatchObject({ money: 'SETTLED', charge: { fen: 12n * minutes } });
});

const odd = fc.oneof(
  fc.jsonValue(),
  fc.double(),
  fc.integer({ min: -10, max: 100_000 }),
  fc.constantFrom(
    '61',
    '-1',
    '1e3',
    '６１',
    '',
    ' 61',
    '61.5',
    '9'.repeat(400),
    '2026-03-02 10:00:00',
    '9999-99-99 99:99:99',
  ),
  fc.array(fc.record({ endpoint: fc.jsonValue(), endTime: fc.jsonValue(), hangCause: fc.jsonValue() }), {
    maxLength: 200,
  }),
);

/** What a duration costs, by another road than the service's own; null where it cannot be true. */
function fenFor(duration: unknown): bigint | null {
  const isDecimal = typeof duration === 'string' && /^-?[0-9]{1,15}([.][0-9]{1,15})?$/.test(duration);
  const seconds = typeof duration === 'number' || isDecimal ? Number(duration) : NaN;
  if (!(seconds >= 0 && seconds <= 86_400)) return null;
  let fen = 0n;
  for (let minutes = 0; minutes * 60 < Math.ceil(seconds); minutes += 1) fen += 12n;
  return fen;
}

test('CB-11: whatever a body holds, it is kept, and charges what its duration costs or nothing', async () => {
  let world = scenario({ callLimits: noCallLimits });
  let one = await world.customer();
  let calls = 0;
  const fields = fc.record(
    { durationSec: odd, createtime: odd, starttime: odd, legs: odd, status: odd, initAccount: odd },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fields, async (given) => {
      if (calls % 50 === 0) {
        world = scenario({ callLimits: noCallLimits });
        one = await world.customer({ fen: 100_000_00 });
      }
      calls += 1;
      const session = `s-${calls}` as ProviderSession;
      const callee = `139${String(calls).padStart(8, '0')}`;
      world.outside.dial = () => ({ kind: 'STARTED', session });
      const { id } = await world.start(one, { callee });
      // As the wire carries it: JSON has no NaN, and writes -0 as 0.
      const document = JSON.stringify(told({ ...given, session, callee }));
      const { durationSec } = JSON.parse(document) as { durationSec: unknown };
      const state = await deliver(world, one, document);
      const after = world.call(one.id, id).state;
      if (after.money === 'SETTLED') expect(after.charge.fen).toBe(fenFor(durationSec));
      else expect(state).toBe('PARKED');
    }),
    { numRuns: figure(1000, 100_000) },
  );
}, 1_200_000);
