import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReport } from '../../../../src/adapters/netease/messages/report.ts';
import { freeSwitchHangCauses } from '../../../../src/adapters/netease/settings.ts';
import type { CallReport } from '../../../../src/domain/report.ts';
import { isPlausible } from '../../../../src/domain/report.ts';
import { Tariff } from '../../../../src/domain/tariff.ts';
import { figure } from '../../../support/figures.ts';
import { finishedCall } from '../golden.ts';

const parse = (overrides: object = {}): CallReport | null =>
  parseReport({ ...finishedCall, ...overrides }, 'QUERY', freeSwitchHangCauses, 'CALL');

describe('A report', () => {
  it('is read from the golden vector, with Beijing times in UTC', () => {
    const endedAt = new Date('2015-12-31T16:01:10Z');
    const end = { endedAt, cause: 'NORMAL', providerCause: 'NORMAL_CLEARING' };
    expect(parse()).toEqual({
      kind: 'CALL',
      source: 'QUERY',
      startedAt: new Date('2015-12-31T16:00:09Z'),
      session: '7c4b7673-0000-4164-82a0-decb84d77914',
      caller: '13800000001',
      callee: '057186778825',
      createdAt: new Date('2015-12-31T16:00:01Z'),
      talkSeconds: 61,
      legs: [
        { number: '13800000001', ...end },
        { number: '057186778825', ...end },
      ],
    });
  });

  it.each([
    [0, 0],
    [60, 60],
    [60.001, 61],
    ['61', 61],
    ['60.5', 61],
    [7200.0, 7200],
  ])('counts whole seconds, a fraction up once: %j is %i', (durationSec, talkSeconds) => {
    const report = parse({ durationSec });
    expect(report?.talkSeconds).toBe(talkSeconds);
    expect(isPlausible(report!)).toBe(true);
  });

  it('takes milliseconds written as a number, a float or a text, and rounds them up once', () => {
    const spellings = [
      (milliseconds: number) => milliseconds / 1000,
      (milliseconds: number) => String(milliseconds / 1000),
      (milliseconds: number) => (milliseconds / 1000).toFixed(3),
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), fc.constantFrom(...spellings), (milliseconds, spell) => {
        const { talkSeconds } = parse({ durationSec: spell(milliseconds) })!;
        // By whole numbers only: the seconds that have begun, and the price of the minutes that have.
        expect(BigInt(talkSeconds)).toBe((BigInt(milliseconds) + 999n) / 1000n);
        const fen = ((BigInt(milliseconds) + 59_999n) / 60_000n) * 12n;
        expect(Tariff.standard('CONVERSATION').cost(talkSeconds, 2).fen).toBe(fen);
      }),
      { numRuns: figure(20_000, 1_000_000) },
    );
  }, 120_000);

  it.each([-1, -0.5, '-3', '-0.01', 86_401, 2_147_483_647])(
    'keeps an absurd duration to be refused: %j',
    (durationSec) => {
      const report = parse({ durationSec });
      expect(report).not.toBeNull();
      expect(isPlausible(report!)).toBe(false);
    },
  );

  it.each([NaN, Infinity, 1e308, '1e308', '', ' ', '٣', '１２', '0x10', '1,5', 'null', null, undefined, true, [5], {}])(
    'is not understood with a duration of %j',
    (durationSec) => {
      expect(parse({ durationSec })).toBeNull();
    },
  );

  it.each([
    { session: '' },
    { session: undefined },
    { session: 'x'.repeat(129) },
    { session: 'a\nb' },
    { caller: undefined },
    { caller: 13800000001 },
    { callee: '' },
    { callee: '1\0' },
    { callee: '\ud800' },
    { legs: 'none' },
    { legs: {} },
    { legs: [null] },
    { legs: [{ endTime: '2016-01-01 00:01:10' }] },
    { legs: Array.from({ length: 101 }, () => finishedCall.legs[0]) },
  ])('is not understood with %j', (overrides) => {
    expect(parse(overrides)).toBeNull();
  });

  it('does without legs, and without times that cannot be read', () => {
    expect(parse({ legs: undefined })?.legs).toEqual([]);
    for (const createtime of [undefined, null, 'now', -1, 1e300, {}])
      expect(parse({ createtime })?.createdAt).toBeNull();
    for (const endTime of [
      undefined,
      '2016-01-01T00:01:10Z',
      '2016-02-30 00:00:00',
      '2016-13-01 00:00:00',
      '2016-01-01 24:00:00',
      '2016-1-1 0:0:0',
      1451577670000,
    ]) {
      expect(parse({ legs: [{ endpoint: '1', endTime, hangCause: 'USER_BUSY' }] })?.legs[0]?.endedAt).toBeNull();
    }
  });

  it('takes a createtime in digits', () => {
    expect(parse({ createtime: '1451577601000' })?.createdAt).toEqual(new Date(1451577601000));
  });

  it.each([
    ['NORMAL_CLEARING', 'NORMAL'],
    ['USER_BUSY', 'BUSY'],
    ['NO_ANSWER', 'NO_ANSWER'],
    ['NO_USER_RESPONSE', 'NO_ANSWER'],
    ['CALL_REJECTED', 'DECLINED'],
    ['ORIGINATOR_CANCEL', 'CANCELED'],
    ['ALLOTTED_TIMEOUT', 'LIMIT'],
    ['RECOVERY_ON_TIMER_EXPIRE', 'OTHER'],
    ['constructor', 'OTHER'],
  ])('reads %s as %s and keeps the word', (hangCause, cause) => {
    const [leg] = parse({ legs: [{ endpoint: '1', hangCause }] })!.legs;
    expect(leg).toMatchObject({ cause, providerCause: hangCause });
  });

  it('reads other words where they are configured', () => {
    const legs = [{ endpoint: '1', hangCause: '17' }];
    const report = parseReport({ ...finishedCall, legs }, 'CALLBACK', new Map([['17', 'BUSY']]), 'CALL');
    expect(report?.legs[0]?.cause).toBe('BUSY');
  });

  it('comes from anything without an exception, and is then whole', () => {
    const fields = Object.fromEntries(Object.keys(finishedCall).map((name) => [name, fc.jsonValue()]));
    const touched = fc.record(fields, { requiredKeys: [] }).map((some) => ({ ...finishedCall, ...some }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), touched), (value) => {
        const report = parseReport(value, 'CALLBACK', freeSwitchHangCauses, 'CALL');
        expect(report === null || Number.isInteger(report.talkSeconds)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
