import { DomainError } from './errors.ts';

/** CONF-1: how many parties a conference of an app may have, the caller included. */
export interface ConferenceBounds {
  readonly minParties: number;
  readonly maxParties: number;
}

export const standardConferenceBounds: ConferenceBounds = { minParties: 3, maxParties: 8 };

/** With two it is a call; and a list of parties is short enough to be read whole. */
export const possibleConferenceBounds: ConferenceBounds = { minParties: 3, maxParties: 50 };

export function arePossible({ minParties, maxParties }: ConferenceBounds): boolean {
  const possible = possibleConferenceBounds;
  const whole = Number.isInteger(minParties) && Number.isInteger(maxParties);
  return whole && possible.minParties <= minParties && minParties <= maxParties && maxParties <= possible.maxParties;
}

/** @throws DomainError WRONG_PARTY_COUNT */
export function requirePartyCount(parties: number, { minParties, maxParties }: ConferenceBounds): void {
  if (parties >= minParties && parties <= maxParties) return;
  throw new DomainError({ code: 'WRONG_PARTY_COUNT', parties, minimum: minParties, maximum: maxParties });
}
