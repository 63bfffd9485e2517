import type { PhoneNumber } from './phone-number.ts';

/** The telephones of a call, in the order in which they are rung (CALL-2). */
export interface Pair {
  readonly kind: 'CALL';
  readonly caller: PhoneNumber;
  readonly callee: PhoneNumber;
}

/** The telephones of a conference (CONF-1). */
export interface Group {
  readonly kind: 'CONFERENCE';
  readonly caller: PhoneNumber;
  readonly callees: readonly PhoneNumber[];
}

export type Parties = Pair | Group;
export type Kind = Parties['kind'];

/** The same as the provider writes them in a report: texts that may be anything. */
export type NamedParties =
  | { readonly kind: 'CALL'; readonly caller: string; readonly callee: string }
  | { readonly kind: 'CONFERENCE'; readonly members: readonly string[] };

/** By what calls between the same telephones are found. The members of a conference are a set: one text, in any order. */
export type PartyKey =
  | { readonly kind: 'CALL'; readonly caller: string; readonly callee: string }
  | { readonly kind: 'CONFERENCE'; readonly members: string };

/** Everybody, the caller first. */
export function numbersOf(parties: Parties): readonly PhoneNumber[] {
  return [parties.caller, ...calleesOf(parties)];
}

export function calleesOf(parties: Parties): readonly PhoneNumber[] {
  return parties.kind === 'CALL' ? [parties.callee] : parties.callees;
}

/** PRICE-2: all who are invited, for the provider does not tell who of them talked. */
export function partyCount(parties: Parties): number {
  return 1 + calleesOf(parties).length;
}

export function named(parties: Parties): NamedParties {
  if (parties.kind === 'CALL') return { kind: 'CALL', caller: parties.caller.digits, callee: parties.callee.digits };
  return { kind: 'CONFERENCE', members: numbersOf(parties).map(({ digits }) => digits) };
}

export function partyKey(parties: NamedParties): PartyKey {
  if (parties.kind === 'CALL') return { kind: 'CALL', caller: parties.caller, callee: parties.callee };
  return { kind: 'CONFERENCE', members: [...new Set(parties.members)].sort().join(' ') };
}
