import type { ProviderSession } from '../../../domain/ids.ts';

/** The provider's id of a call: 1 to 128 visible ASCII characters. Null for anything else. */
export function parseSession(value: unknown): ProviderSession | null {
  return typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value) ? (value as ProviderSession) : null;
}
