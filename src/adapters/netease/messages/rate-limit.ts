import type { HttpResult } from '../http-exchange.ts';
import type { NeteaseSettings } from '../settings.ts';
import { parseObject } from './json.ts';

/** Wall seconds to wait, where the answer says that requests come too fast (416); null for any other answer. */
export function rateLimitOf(
  result: HttpResult,
  settings: Pick<NeteaseSettings, 'rateRetryAfterSeconds'>,
): number | null {
  if (result.kind !== 'ANSWERED' || result.status !== 200) return null;
  if (parseObject(result.body)?.code !== 416) return null;
  return retryAfter(result.retryAfter) ?? settings.rateRetryAfterSeconds;
}

/** Seconds; the header's other form, a date, is passed over. */
function retryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) : null;
}
