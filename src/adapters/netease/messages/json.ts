export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object that a text holds, or null for anything else. */
export function parseObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The JSON array that a text holds, or null for anything else. */
export function parseArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** Control characters and lone surrogates, which a database does not take. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

/** A string of 1 to `maxLength` UTF-16 units that can be printed and stored, or null. */
export function asText(value: unknown, maxLength: number): string | null {
  if (typeof value !== 'string' || value === '' || value.length > maxLength) return null;
  return unprintable.test(value) ? null : value;
}

/** A number, or a string that writes one in plain ASCII digits; null for anything else and for what is not finite. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'string') return /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : null;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
