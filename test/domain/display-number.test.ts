import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DisplayNumber } from '../../src/domain/display-number.ts';
import * as a from '../support/a.ts';

const agreed = (from: number) => ({ ticket: 'ticket 4711', from: a.after(from) });
const requested = a.displayNumber();
const { approved } = requested.approve(agreed(60), null, a.after(30));
const ends = [
  requested.withdraw(a.after(1)),
  requested.reject('not yours', a.after(1)),
  approved.revoke('canceled', a.after(90)),
  a.displayNumber().approve(agreed(120), approved, a.after(90)).superseded!,
];

describe('ACC-7: a display number', () => {
  test('waits for an operator, and is alone in that', () => {
    expect(DisplayNumber.ask(requested.request, null)).toEqual(requested);
    const again = a.rejection(() => DisplayNumber.ask(requested.request, requested));
    expect(again).toEqual({ code: 'DISPLAY_NUMBER_PENDING', displayNumber: requested.id });
  });

  test('is withdrawn, rejected with a reason, or approved with a ticket and a date', () => {
    expect(requested.withdraw(a.after(1)).state).toEqual({ status: 'WITHDRAWN', at: a.after(1) });
    const rejected = { status: 'REJECTED', reason: 'not yours', at: a.after(1) };
    expect(requested.reject('not yours', a.after(1)).state).toEqual(rejected);
    expect(approved.state).toEqual({ status: 'APPROVED', agreed: agreed(60), at: a.after(30) });
    expect(approved.version).toBe(2);
  });

  test('is superseded from the day on which the next applies', () => {
    const next = a.displayNumber().approve(agreed(120), approved, a.after(90));
    expect(next.approved.status).toBe('APPROVED');
    const state = { status: 'SUPERSEDED', agreed: agreed(60), until: a.after(120), at: a.after(90) };
    expect(next.superseded?.state).toEqual(state);
  });

  test('is revoked from now on, with a reason', () => {
    const state = { status: 'REVOKED', agreed: agreed(60), until: a.after(90), reason: 'canceled', at: a.after(90) };
    expect(approved.revoke('canceled', a.after(90)).state).toEqual(state);
  });

  test('never ends before it begins, whatever is approved or revoked when', () => {
    const times = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000));
    fc.assert(
      fc.property(times, ([from, next, now]) => {
        const one = a.displayNumber().approve(agreed(from), null, a.noon).approved;
        const { superseded } = a.displayNumber().approve(agreed(next), one, a.after(now));
        for (const { state } of [superseded!, one.revoke('x', a.after(now))]) {
          if (!('until' in state)) throw new Error('It has not ended.');
          expect(state.until.getTime()).toBeGreaterThanOrEqual(state.agreed.from.getTime());
        }
      }),
    );
  });

  test.each([approved, ...ends])('that is $status is neither withdrawn, approved nor rejected', (one) => {
    const no = { code: 'DISPLAY_NUMBER_NOT_REQUESTED', status: one.status };
    expect(a.rejection(() => one.withdraw(a.noon))).toEqual(no);
    expect(a.rejection(() => one.reject('x', a.noon))).toEqual(no);
    expect(a.rejection(() => one.approve(agreed(0), null, a.noon))).toEqual(no);
  });

  test.each([requested, ...ends])('that is $status is not revoked', (one) => {
    const no = { code: 'DISPLAY_NUMBER_NOT_APPROVED', status: one.status };
    expect(a.rejection(() => one.revoke('x', a.noon))).toEqual(no);
  });
});
