import { describe, expect, test } from 'vitest';
import type { Rejection, RejectionCode, RejectionOf } from '../../src/domain/errors.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { DisplayNumberId } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';

/** One of each; the compiler sees to it that none is missing. */
const each: { readonly [Code in RejectionCode]: RejectionOf<Code> } = {
  INVALID_NUMBER: { code: 'INVALID_NUMBER', field: 'callee', problem: 'MALFORMED' },
  FOREIGN_NUMBER: { code: 'FOREIGN_NUMBER', field: 'caller' },
  SAME_NUMBER: { code: 'SAME_NUMBER' },
  DUPLICATE_NUMBER: { code: 'DUPLICATE_NUMBER', field: 'callees[2]', sameAs: 'caller' },
  WRONG_PARTY_COUNT: { code: 'WRONG_PARTY_COUNT', parties: 9, minimum: 3, maximum: 8 },
  INVALID_TEXT: { code: 'INVALID_TEXT', field: 'company', problem: 'EMPTY', maxLength: 100 },
  INVALID_DURATION: { code: 'INVALID_DURATION', field: 'maxDurationSeconds', minimum: 1, maximum: 7200 },
  SERVICE_DISABLED: { code: 'SERVICE_DISABLED' },
  PROVIDER_ACCOUNT_DISABLED: { code: 'PROVIDER_ACCOUNT_DISABLED', since: a.noon },
  SERVICE_SUSPENDED: { code: 'SERVICE_SUSPENDED', reason: 'complaints', since: a.noon },
  SERVICE_NOT_SUSPENDED: { code: 'SERVICE_NOT_SUSPENDED' },
  ACCOUNT_SUSPENDED: { code: 'ACCOUNT_SUSPENDED', reason: 'from 13800000001', since: a.noon },
  PRICE_OUT_OF_RANGE: { code: 'PRICE_OUT_OF_RANGE', minimum: Money.fen(1), maximum: Money.fen(100_00) },
  IMPOSSIBLE_PARTY_BOUNDS: { code: 'IMPOSSIBLE_PARTY_BOUNDS', minimum: 3, maximum: 50 },
  TARIFF_IN_PAST: { code: 'TARIFF_IN_PAST' },
  LIMIT_OUT_OF_RANGE: { code: 'LIMIT_OUT_OF_RANGE', limit: 'COOL_DOWN', minimum: 0, maximum: 2_592_000 },
  ACCOUNT_NOT_SUSPENDED: { code: 'ACCOUNT_NOT_SUSPENDED' },
  ACCOUNT_CLOSED: { code: 'ACCOUNT_CLOSED', reason: 'asked for', since: a.noon },
  INSUFFICIENT_BALANCE: { code: 'INSUFFICIENT_BALANCE', available: Money.fen(11), required: Money.fen(12) },
  ALREADY_IN_PROGRESS: { code: 'ALREADY_IN_PROGRESS', call: a.callId, freeAt: a.after(390) },
  LIMIT_REACHED: { code: 'LIMIT_REACHED', limit: 'CALLS_AT_ONCE_APP', value: 50, freeAt: a.after(390) },
  RATE_LIMITED: { code: 'RATE_LIMITED', retryAt: a.after(1) },
  PROVIDER_UNAVAILABLE: { code: 'PROVIDER_UNAVAILABLE', retryAt: a.after(10) },
  IDEMPOTENCY_MISMATCH: { code: 'IDEMPOTENCY_MISMATCH' },
  REQUEST_IN_PROGRESS: { code: 'REQUEST_IN_PROGRESS', retryAt: a.after(1) },
  TOP_UP_OUT_OF_RANGE: { code: 'TOP_UP_OUT_OF_RANGE', minimum: Money.fen(1000_00), maximum: Money.fen(10_000_000_00) },
  NO_MINUTES_LEFT: { code: 'NO_MINUTES_LEFT', available: Money.fen(11), pricePerMinute: Money.fen(12) },
  EMAIL_TAKEN: { code: 'EMAIL_TAKEN' },
  WEAK_PASSWORD: { code: 'WEAK_PASSWORD', minLength: 10, maxLength: 128 },
  TERMS_NOT_ACCEPTED: { code: 'TERMS_NOT_ACCEPTED' },
  CODE_TOO_SOON: { code: 'CODE_TOO_SOON', retryAt: a.after(60) },
  SMS_NOT_SENT: { code: 'SMS_NOT_SENT', retryAt: a.after(60) },
  WRONG_CODE: { code: 'WRONG_CODE' },
  WRONG_CREDENTIALS: { code: 'WRONG_CREDENTIALS' },
  TOO_MANY_TRIES: { code: 'TOO_MANY_TRIES', retryAt: a.after(900) },
  APP_KEY_TAKEN: { code: 'APP_KEY_TAKEN' },
  APP_LIMIT_REACHED: { code: 'APP_LIMIT_REACHED', maximum: 100 },
  PROVIDER_CREDENTIALS_REQUIRED: { code: 'PROVIDER_CREDENTIALS_REQUIRED' },
  SECRET_ROTATION_UNDER_WAY: { code: 'SECRET_ROTATION_UNDER_WAY', endsAt: a.after(259_200) },
  NOT_ALLOWED: { code: 'NOT_ALLOWED', operation: 'topUp', role: 'AGENT' },
  CALL_NOT_UNCONFIRMED: { code: 'CALL_NOT_UNCONFIRMED', status: 'DIALING' },
  CALL_MAY_BE_ALIVE: { code: 'CALL_MAY_BE_ALIVE', freeAt: a.after(390) },
  SESSION_TAKEN: { code: 'SESSION_TAKEN', call: a.callId },
  OTHER_SESSION: { code: 'OTHER_SESSION', session: a.aSession },
  DISPLAY_NUMBER_PENDING: { code: 'DISPLAY_NUMBER_PENDING', displayNumber: 'd-1' as DisplayNumberId },
  DISPLAY_NUMBER_NOT_REQUESTED: { code: 'DISPLAY_NUMBER_NOT_REQUESTED', status: 'WITHDRAWN' },
  DISPLAY_NUMBER_NOT_APPROVED: { code: 'DISPLAY_NUMBER_NOT_APPROVED', status: 'REQUESTED' },
  APP_NOT_STOPPED: { code: 'APP_NOT_STOPPED' },
  THRESHOLD_OUT_OF_RANGE: { code: 'THRESHOLD_OUT_OF_RANGE', minimum: 0, maximum: 1_000_000 },
  ALREADY_MEMBER: { code: 'ALREADY_MEMBER' },
  MEMBER_LIMIT_REACHED: { code: 'MEMBER_LIMIT_REACHED', maximum: 100 },
  INVITED_TOO_SOON: { code: 'INVITED_TOO_SOON', retryAt: a.after(60) },
  INVITATION_OVER: { code: 'INVITATION_OVER' },
  LAST_OWNER: { code: 'LAST_OWNER' },
  SCOPE_NOT_GRANTABLE: { code: 'SCOPE_NOT_GRANTABLE', scope: 'MONEY_READ', role: 'DEVELOPER' },
  EXPIRY_PASSED: { code: 'EXPIRY_PASSED' },
  API_KEY_LIMIT_REACHED: { code: 'API_KEY_LIMIT_REACHED', maximum: 50 },
  AMOUNT_OUT_OF_RANGE: { code: 'AMOUNT_OUT_OF_RANGE', minimum: Money.fen(1), maximum: Money.fen(10_000_000_00) },
  NOTHING_IN_SUSPENSE: { code: 'NOTHING_IN_SUSPENSE' },
  REFERENCE_TAKEN: { code: 'REFERENCE_TAKEN' },
  DISCREPANCY_RESOLVED: { code: 'DISCREPANCY_RESOLVED', at: a.noon },
  CALLBACK_NOT_PARKED: { code: 'CALLBACK_NOT_PARKED', state: 'MATCHED' },
  CALLBACK_DOES_NOT_FIT: { code: 'CALLBACK_DOES_NOT_FIT', problem: 'OTHER_NUMBERS' },
  ALARM_NOT_OPEN: { code: 'ALARM_NOT_OPEN' },
  TOP_UP_NOT_PENDING: { code: 'TOP_UP_NOT_PENDING', status: 'PAID' },
  AMOUNT_DIFFERS: { code: 'AMOUNT_DIFFERS', ordered: Money.fen(1000_00), received: Money.fen(999_99) },
  ALARM_WAITS: { code: 'ALARM_WAITS' },
  WEBHOOK_URL_REFUSED: { code: 'WEBHOOK_URL_REFUSED', problem: 'NOT_HTTPS', maxLength: 1000 },
  WEBHOOK_DISABLED: { code: 'WEBHOOK_DISABLED', by: 'FAILURES', since: new Date(0) },
  NOT_FOUND: { code: 'NOT_FOUND', what: 'CALL' },
};
const rejections: readonly Rejection[] = Object.values(each);

describe('a rejection', () => {
  test.each(rejections)('$code is explained in one sentence', (rejection) => {
    const { message, code, name } = new DomainError(rejection);
    expect(message).toMatch(/^\S.{10,}\.$/);
    expect(message).not.toMatch(/undefined|null|\[object|NaN/);
    expect([code, name]).toEqual([rejection.code, 'DomainError']);
  });

  test('never says the same as another', () => {
    const messages = rejections.map((rejection) => new DomainError(rejection).message);
    expect(new Set(messages).size).toBe(rejections.length);
  });

  test.each(rejections)('$code tells no telephone number (ROLE-3)', (rejection) => {
    expect(new DomainError(rejection).message).not.toMatch(/\d{9,}/);
  });

  test('tells when it can be asked again unchanged, where waiting helps', () => {
    const waits = rejections.flatMap((rejection) => {
      const { retryAt, code } = new DomainError(rejection);
      return retryAt === null ? [] : [[code, retryAt]];
    });
    expect(waits).toEqual([
      ['ALREADY_IN_PROGRESS', a.after(390)],
      ['LIMIT_REACHED', a.after(390)],
      ['RATE_LIMITED', a.after(1)],
      ['PROVIDER_UNAVAILABLE', a.after(10)],
      ['REQUEST_IN_PROGRESS', a.after(1)],
      ['CODE_TOO_SOON', a.after(60)],
      ['SMS_NOT_SENT', a.after(60)],
      ['TOO_MANY_TRIES', a.after(900)],
      ['SECRET_ROTATION_UNDER_WAY', a.after(259_200)],
      ['CALL_MAY_BE_ALIVE', a.after(390)],
      ['INVITED_TOO_SOON', a.after(60)],
    ]);
  });
});

test.each([
  ['APP', 'There is no such app.'],
  ['CALL', 'There is no such call.'],
  ['ACCOUNT', 'There is no such account.'],
  ['DISCREPANCY', 'There is no such discrepancy.'],
  ['CALLBACK', 'There is no such callback.'],
] as const)('%s that is not there is named in words', (what, message) => {
  expect(new DomainError({ code: 'NOT_FOUND', what }).message).toBe(message);
});
