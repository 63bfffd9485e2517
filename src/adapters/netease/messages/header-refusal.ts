import type { HeaderRefusal } from '../../../application/ports/telephony-gateway.ts';
import type { HttpResult } from '../http-exchange.ts';
import { parseObject } from './json.ts';

/**
 * A failure of the headers has a shape of its own, `{"desc":"bad http header","code":414}`; null for any other answer.
 *
 * @param now wall time at which the answer was there.
 */
export function headerRefusalOf(result: HttpResult, now: Date): HeaderRefusal | null {
  if (result.kind !== 'ANSWERED' || result.status !== 200) return null;
  const answer = parseObject(result.body);
  if (answer?.code !== 414 || typeof answer.desc !== 'string') return null;
  if (!/bad http header/i.test(answer.desc)) return null;
  return { providerAheadSeconds: secondsAhead(result.date, now) };
}

function secondsAhead(date: string | null, now: Date): number | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : Math.round((time - now.getTime()) / 1000);
}
