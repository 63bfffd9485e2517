import type { Kind, NamedParties } from '../../../domain/parties.ts';
import type { CallReport, LegReport } from '../../../domain/report.ts';
import type { HangCauses } from '../settings.ts';
import { parseBeijingTime } from './beijing-time.ts';
import type { JsonObject } from './json.ts';
import { asNumber, asObject, asText } from './json.ts';
import { parseMembers } from './members.ts';
import { parseSession } from './session.ts';

const MAX_LEGS = 100;
const MAX_TEXT_LENGTH = 64;
const MAX_INTEGER = 2 ** 31 - 1;
/** The end of the year 9999. */
const MAX_TIME_MS = 253_402_300_799_999;

/**
 * The provider's object about a finished call or conference, from a callback or a query; null when it is not understood. `status` is
 * not read: it says SUCCESS whatever happened.
 *
 * A duration that is negative or too long, or an end before the start, comes out as it is, for the domain's
 * `isPlausible` to refuse; a duration that is no number, not finite or beyond 32 bits is not understood. So is an object
 * without session or numbers, or with legs that are no list of up to 100 legs. Times that cannot be read are null:
 * nothing is charged by them.
 */
export function parseReport(
  value: unknown,
  source: CallReport['source'],
  hangCauses: HangCauses,
  kind: Kind,
): CallReport | null {
  const fields = asObject(value);
  const session = parseSession(fields?.session);
  const parties = kind === 'CALL' ? parsePair(fields) : parseGroup(fields);
  const talkSeconds = parseTalkSeconds(fields?.durationSec);
  const legs = parseLegs(fields?.legs ?? [], hangCauses);
  if (session === null || parties === null || talkSeconds === null || legs === null) return null;
  const createdAt = parseMilliseconds(fields?.createtime);
  const startedAt = parseBeijingTime(fields?.starttime);
  return { source, session, ...parties, createdAt, startedAt, talkSeconds, legs };
}

function parsePair(fields: JsonObject | null): NamedParties | null {
  const caller = asText(fields?.caller, MAX_TEXT_LENGTH);
  const callee = asText(fields?.callee, MAX_TEXT_LENGTH);
  return caller === null || callee === null ? null : { kind: 'CALL', caller, callee };
}

function parseGroup(fields: JsonObject | null): NamedParties | null {
  const members = parseMembers(fields?.members);
  return members === null ? null : { kind: 'CONFERENCE', members };
}

/** PRICE-3: a fraction rounds up, once. Below zero it rounds down, so that no negative claim becomes a free call. */
function parseTalkSeconds(value: unknown): number | null {
  const seconds = asNumber(value);
  if (seconds === null || Math.abs(seconds) > MAX_INTEGER) return null;
  return seconds < 0 ? Math.floor(seconds) : Math.ceil(seconds);
}

function parseMilliseconds(value: unknown): Date | null {
  const milliseconds = asNumber(value);
  if (milliseconds === null || milliseconds < 0 || milliseconds > MAX_TIME_MS) return null;
  return new Date(milliseconds);
}

function parseLegs(value: unknown, hangCauses: HangCauses): readonly LegReport[] | null {
  if (!Array.isArray(value) || value.length > MAX_LEGS) return null;
  const legs = value.flatMap((leg: unknown) => parseLeg(leg, hangCauses) ?? []);
  return legs.length === value.length ? legs : null;
}

function parseLeg(value: unknown, hangCauses: HangCauses): LegReport | null {
  const fields = asObject(value);
  const number = asText(fields?.endpoint, MAX_TEXT_LENGTH);
  if (number === null) return null;
  const providerCause = asText(fields?.hangCause, MAX_TEXT_LENGTH) ?? '';
  const cause = hangCauses.get(providerCause) ?? 'OTHER';
  return { number, endedAt: parseBeijingTime(fields?.endTime), cause, providerCause };
}
