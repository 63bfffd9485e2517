import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Money } from '../../src/domain/money.ts';
import type { Basis } from '../../src/domain/tariff.ts';
import { TariffPlan } from '../../src/domain/tariff-plan.ts';
import * as a from '../support/a.ts';

const configured = a.tariff();
const announce = (plan: TariffPlan, fen: number, from: number, now: number): TariffPlan =>
  plan.announce(Money.fen(fen), 'EACH_PARTY', a.after(from), a.after(now));
const priceAt = (plan: TariffPlan, seconds: number): bigint => plan.at(a.after(seconds), configured).pricePerMinute.fen;

describe('PRICE-4: an account pays by', () => {
  test('the configured tariff before its first own one, and then by the latest that is in force', () => {
    const one = announce(TariffPlan.none, 10, 100, 0);
    expect([priceAt(one, 99), priceAt(one, 100)]).toEqual([12n, 10n]);
    const two = announce(one, 8, 300, 200);
    expect([100, 299, 300, 1e6].map((at) => priceAt(two, at))).toEqual([10n, 10n, 8n, 8n]);
    expect(two.at(a.after(300), configured)).toMatchObject({
      basis: 'EACH_PARTY',
      version: '2026-03-02T04:05:00.000Z',
    });
    expect([two.announced(a.after(299)), two.announced(a.after(300))]).toEqual([two.second, null]);
  });

  test('what was only announced is announced anew; what is in force stays', () => {
    const twice = announce(announce(TariffPlan.none, 10, 100, 0), 9, 200, 50);
    expect([priceAt(twice, 150), priceAt(twice, 200)]).toEqual([12n, 9n]);
    const now = announce(TariffPlan.none, 10, 0, 0);
    expect(a.rejection(() => announce(now, 9, 0, 0))).toEqual({ code: 'TARIFF_IN_PAST' });
    expect(a.rejection(() => announce(now, 9, 99, 100))).toEqual({ code: 'TARIFF_IN_PAST' });
  });

  test('a price from 0.01 to 100.00 yuan', () => {
    const limits = { minimum: Money.fen(1), maximum: Money.fen(100_00) };
    for (const fen of [0, -1, 100_01]) {
      expect(a.rejection(() => announce(TariffPlan.none, fen, 1, 0))).toEqual({
        code: 'PRICE_OUT_OF_RANGE',
        ...limits,
      });
    }
    for (const fen of [1, 100_00]) expect(priceAt(announce(TariffPlan.none, fen, 1, 0), 1)).toBe(BigInt(fen));
  });

  test('the past never changes, whatever is announced', () => {
    const step = fc.record({
      wait: fc.nat(50),
      ahead: fc.integer({ min: -10, max: 60 }),
      fen: fc.integer({ min: 1, max: 99 }),
      basis: fc.constantFrom<Basis>('CONVERSATION', 'EACH_PARTY'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let plan = TariffPlan.none;
        let now = 0;
        /** All that was taken, by when it came or would have come into force. */
        let known: { readonly from: number; readonly fen: number }[] = [];
        for (const { wait, ahead, fen, basis } of steps) {
          now += wait;
          const from = now + ahead;
          const inForce = known.filter((one) => one.from <= now);
          const last = inForce.at(-1)?.from ?? -Infinity;
          if (from < now || from <= last) {
            const refused = (): unknown => plan.announce(Money.fen(fen), basis, a.after(from), a.after(now));
            expect(a.rejection(refused)).toEqual({ code: 'TARIFF_IN_PAST' });
          } else {
            plan = plan.announce(Money.fen(fen), basis, a.after(from), a.after(now));
            known = [...inForce, { from, fen }];
          }
          for (const at of [now, now + 30, now + 90]) {
            const expected = known.filter((one) => one.from <= at).at(-1)?.fen ?? 12;
            expect(priceAt(plan, at)).toBe(BigInt(expected));
          }
        }
      }),
    );
  });
});
