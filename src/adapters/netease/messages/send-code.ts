import type { SmsAnswer } from '../../../application/ports/sms.ts';
import { startClassOf } from '../../../domain/provider-errors.ts';
import type { HttpResult } from '../http-exchange.ts';
import type { SmsSettings } from '../settings.ts';
import { parseObject } from './json.ts';
import { rateLimitOf } from './rate-limit.ts';

/** The code is the provider's own, as long as ours, unless it takes ours. */
export function sendCodeForm(
  mobile: string,
  code: string,
  templateId: string | null,
  ownCode: boolean,
): URLSearchParams {
  return new URLSearchParams({
    mobile,
    codeLen: String(code.length),
    ...(templateId !== null && { templateid: templateId }),
    ...(ownCode && { authCode: code }),
  });
}

/** What the answer means. Total: what does not say clearly that nothing was sent may have been. */
export function meaningOfSendCode(
  result: HttpResult,
  code: string,
  { ownCode, retryAfterSeconds }: Pick<SmsSettings, 'ownCode' | 'retryAfterSeconds'>,
): SmsAnswer {
  if (result.kind === 'NOT_SENT') return { kind: 'NOT_SENT', retrySafe: true };
  if (result.kind === 'SILENT' || result.status !== 200) return { kind: 'UNKNOWN' };
  const limitedFor = rateLimitOf(result, { rateRetryAfterSeconds: retryAfterSeconds });
  if (limitedFor !== null) return { kind: 'TOO_SOON', retryAfterSeconds: limitedFor };
  const answer = parseObject(result.body);
  if (answer?.code === 200) {
    const sent = codeIn(answer.obj, code.length) ?? (ownCode ? code : null);
    return sent === null ? { kind: 'UNKNOWN' } : { kind: 'SENT', code: sent };
  }
  // The table of result codes is one for all that the provider does.
  const isRefused = typeof answer?.code === 'number' && startClassOf(answer.code) === 'REJECTED';
  return isRefused ? { kind: 'NOT_SENT', retrySafe: false } : { kind: 'UNKNOWN' };
}

/** As text; a number has lost its leading zeros. */
function codeIn(obj: unknown, length: number): string | null {
  const text = typeof obj === 'number' ? String(obj).padStart(length, '0') : obj;
  return typeof text === 'string' && /^\d{4,10}$/.test(text) ? text : null;
}
