import type { CallReport } from '../../../domain/report.ts';
import type { HangCauses } from '../settings.ts';
import { parseObject } from './json.ts';
import { parseReport } from './report.ts';

/**
 * The report in the body of an authentic callback: `{"eventType":"10","callback":"…"}`, where the string holds another
 * JSON document; what has members is about a conference. Null for every other shape, among them the provider's newer one, which is marked by a `type`.
 */
export function reportInCallback(body: string, hangCauses: HangCauses): CallReport | null {
  const envelope = parseObject(body);
  if (envelope?.eventType !== '10' || envelope.type !== undefined) return null;
  if (typeof envelope.callback !== 'string') return null;
  const told = parseObject(envelope.callback);
  return parseReport(told, 'CALLBACK', hangCauses, told?.members === undefined ? 'CALL' : 'CONFERENCE');
}
