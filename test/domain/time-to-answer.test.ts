import { describe, expect, it } from 'vitest';
import { Money } from '../../src/domain/money.ts';
import type { CallReport } from '../../src/domain/report.ts';
import { conversationStartOf, timeToAnswer } from '../../src/domain/time-to-answer.ts';
import * as a from '../support/a.ts';

const settledBy = (report: CallReport) => a.openCall().settled(report, Money.fen(24), a.after(91), a.after(95));

describe('The time to answer (CALL-9)', () => {
  it('runs from placing to the last end less the duration', () => {
    const call = settledBy(a.report({ talkSeconds: 61 }));
    expect(conversationStartOf(call)).toEqual(a.after(30));
    expect(timeToAnswer(call)).toBe(30_000);
  });

  it('runs to the conversation that a query saw, while it is under way', () => {
    expect(timeToAnswer(a.openCall({ status: 'IN_PROGRESS', answeredAt: a.after(12.345) }))).toBe(12_345);
    expect(timeToAnswer(a.openCall())).toBeNull();
  });

  it('is unknown where it would be negative, but zero is known', () => {
    expect(timeToAnswer(settledBy(a.report({ talkSeconds: 91 })))).toBe(0);
    expect(timeToAnswer(settledBy(a.report({ talkSeconds: 92 })))).toBeNull();
  });

  it('is unknown without a conversation, without times, and without a report', () => {
    expect(timeToAnswer(settledBy(a.report({ talkSeconds: 0 })))).toBeNull();
    expect(timeToAnswer(settledBy(a.report({ legs: [] })))).toBeNull();
    expect(timeToAnswer(a.unconfirmedCall().voided(a.after(3600)))).toBeNull();
  });

  it('is told by a late report too', () => {
    const voided = a.unconfirmedCall().voided(a.after(3600));
    expect(timeToAnswer(voided.chargedLate(a.report(), Money.fen(24), a.after(4000)))).toBe(30_000);
  });
});
