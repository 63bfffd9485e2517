import { DomainError } from './errors.ts';

/** Control characters and lone surrogates: PostgreSQL refuses some of them, and people never mean any. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * A short text that a person or a program gave: trimmed, not empty, printable, at most `maxLength` characters.
 *
 * @throws DomainError INVALID_TEXT, naming `field` and the limit.
 */
export function parseText(field: string, text: string, maxLength: number): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new DomainError({ code: 'INVALID_TEXT', field, problem: 'EMPTY', maxLength });
  if ([...trimmed].length > maxLength)
    throw new DomainError({ code: 'INVALID_TEXT', field, problem: 'TOO_LONG', maxLength });
  if (UNPRINTABLE.test(trimmed))
    throw new DomainError({ code: 'INVALID_TEXT', field, problem: 'UNPRINTABLE', maxLength });
  return trimmed;
}

/** An e-mail address in lower case, by which a person signs in (ACC-1). */
export function parseEmail(text: string): string {
  const email = parseText('email', text, 254).toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email)) {
    throw new DomainError({ code: 'INVALID_TEXT', field: 'email', problem: 'NOT_AN_EMAIL', maxLength: 254 });
  }
  return email;
}
