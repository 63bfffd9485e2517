import { stdSerializers } from 'pino';

/** UUIDs and digests, whose digits mean nothing. */
const IDENTIFIER = String.raw`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}`;
/** A mainland number after its country code, where a landline has no trunk prefix, or as it is dialled at home. */
const INTERNATIONAL = String.raw`((?:\+|00)?86)[ -]?(0?[1-9]\d{1,2}[ -]?\d{3,4}[ -]?\d{4})`;
const NATIONAL = String.raw`(1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{3,4}[ -]?\d{4})`;
/** Standing alone, that is not part of a longer run of digits or of a decimal fraction. */
const NUMBER = new RegExp(String.raw`${IDENTIFIER}|(?<!\d|\d\.)(?:${INTERNATIONAL}|${NATIONAL})(?!\d)`, 'gi');

const SECRET = /password|secret|token|authorization/i;
const DEEPEST = 8;

/** `138****0001` for every telephone number in a text (ROLE-3). */
export function maskNumbers(text: string): string {
  return text.replace(NUMBER, (found: string, country?: string, abroad?: string, home?: string) => {
    const digits = (abroad ?? home)?.replace(/\D/g, '');
    return digits === undefined ? found : `${country ?? ''}${digits.slice(0, 3)}****${digits.slice(-4)}`;
  });
}

/** A value to be logged: telephone numbers masked wherever they are in it, and fields named like secrets blanked. */
export function masked(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskNumbers(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = maskNumbers(String(value));
    return text === String(value) ? value : text;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === DEEPEST) return '…';
  if (value instanceof Error) return masked({ ...stdSerializers.err(value) }, depth);
  if (Array.isArray(value)) return value.map((item) => masked(item, depth + 1));
  const entries = Object.entries(value).map(([name, field]) => [
    maskNumbers(name),
    SECRET.test(name) ? '***' : masked(field, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}
