import { randomUUID } from 'node:crypto';
import type { GraphQLInputType } from 'graphql';
import { getNullableType, isEnumType, isListType } from 'graphql';
import { monthName, shanghaiMonth } from '../../src/domain/month.ts';
import type { Input, Kind } from './fields.ts';
import type { Party } from './party.ts';

type Value = (who: Party) => unknown;

/**
 * What an operation takes that is no id: by the place that declares it, else by its name, else by its type. What need
 * not be said is said where its place stands here.
 */
const byPlace: Readonly<Record<string, Value>> = {
  'ResolveParkedCallbackInput.decision': () => 'MATCH',
  'ResolveUnconfirmedCallInput.decision': () => 'VOID',
  'InviteMemberInput.email': freshEmail,
  'CloseAlarmInput.kind': () => 'CALLBACK_PARKED',
  'OperatorSignInInput.email': (who) => who.operator.email,
  'OperatorSignInInput.password': (who) => who.operator.password,
  'RefreshInput.refreshToken': () => 'no token of anybody',
  'RegisterAccountInput.email': freshEmail,
  'RegisterAccountInput.mobile': freshMobile,
  'RequestCodeInput.mobile': freshMobile,
  'StartCallInput.callee': freshMobile,
  'StartConferenceInput.callees': () => [freshMobile(), freshMobile()],
};

const byName: Readonly<Record<string, Value>> = {
  acceptsTerms: () => true,
  amount: () => '1234.00',
  appKey: (who) => who.appKey,
  accid: () => 'an agent',
  appSecret: () => 'an-app-secret',
  amountReceived: () => '1234.00',
  bankReference: () => randomUUID(),
  callee: (who) => who.callee,
  caller: (who) => who.caller,
  code: () => '000000',
  company: (who) => who.company,
  currentPassword: (who) => who.password,
  email: (who) => who.email,
  idempotencyKey: () => randomUUID(),
  mobile: (who) => who.mobile,
  name: () => '客服二部',
  number: () => '4008001234',
  parties: () => 3,
  pricePerMinute: () => '0.10',
  newPassword: (who) => who.password,
  password: (who) => who.password,
  reason: () => 'ticket 4711',
  reference: () => randomUUID(),
  reportedSeconds: () => 122,
  url: () => 'https://receiver.example.cn/calls',
  ticket: () => 'ticket 4711',
  token: () => 'no token of anybody',
};

const byType: Readonly<Record<string, Value>> = {
  Boolean: () => false,
  DateTime: () => '2026-03-02T04:00:00.000Z',
  // In which the stage has issued its bills.
  Month: () => monthName(shanghaiMonth(new Date())),
};

export interface Finder {
  /** What a party has there. */
  readonly of: (who: Party) => string | readonly string[];
  /** What nobody has; null where another's is merely a place to begin at. */
  readonly nobodys: (() => string) | null;
  /** Whether mutations are asked with another's too. A number to call is nobody's secret; a key is. */
  readonly inMutations: boolean;
}

/** Texts by which something of an account is found: whoever has another's must find nothing by it. */
const finders: Readonly<Record<string, Finder>> = {
  appKey: { of: (who) => who.appKey, nobodys: randomUUID, inMutations: true },
  after: { of: (who) => who.cursors, nobodys: null, inMutations: false },
  callee: { of: (who) => who.callee, nobodys: freshMobile, inMutations: false },
  caller: { of: (who) => who.caller, nobodys: freshMobile, inMutations: false },
  email: { of: (who) => who.email, nobodys: freshEmail, inMutations: true },
  number: { of: (who) => who.callee, nobodys: freshMobile, inMutations: false },
  idempotencyKey: { of: (who) => who.idempotencyKey, nobodys: randomUUID, inMutations: true },
  mobile: { of: (who) => who.mobile, nobodys: freshMobile, inMutations: true },
  participant: { of: (who) => who.callee, nobodys: freshMobile, inMutations: false },
  reference: { of: (who) => who.reference, nobodys: randomUUID, inMutations: false },
};

/** Where a subscription begins is a number that each account counts by itself. */
const sequences: Finder = { of: (who) => who.sequences, nobodys: null, inMutations: false };

/** What an answer tells of whoever has a thing already, by design, and why that is no leak. */
export const toldByDesign: Readonly<Record<string, string>> = {
  'AppCredentialsInput.appKey': 'The provider issues each AppKey once: whoever has one learns that it is in use.',
  'RequestCodeInput.mobile': 'One code a minute per number: who asks twice is told so, whether anybody has it or not.',
};

/** A value that is taken, where one is needed or its place stands in the table; else undefined. */
export function valueOf({ place, name, type }: Input, who: Party, needed: boolean): unknown {
  if (byPlace[place] !== undefined) return byPlace[place](who);
  if (!needed) return undefined;
  if (byName[name] !== undefined) return byName[name](who);
  return valueOfType(place, type, who);
}

function valueOfType(place: string, type: GraphQLInputType, who: Party): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return [valueOfType(place, plain.ofType, who)];
  if (isEnumType(plain)) return plain.getValues()[0]?.name;
  const value = byType[String(plain)];
  if (value !== undefined) return value(who);
  throw new Error(
    `Nobody has said what ${place} takes. Add a value to byPlace or byName in test/isolation/values.ts ` +
      `(${String(type)}).`,
  );
}

/**
 * By what of another account something could be found there; null where nothing is found by it.
 *
 * @throws Error that says what to add, for a text in a read that nobody has put down here.
 */
export function finderOf({ place, name, type }: Input, kind: Kind): Finder | null {
  const finder = kind === 'subscription' && name === 'after' ? sequences : finders[name];
  if (finder !== undefined) return kind === 'mutation' && !finder.inMutations ? null : finder;
  if (kind === 'mutation' || String(getNullableType(type)) !== 'String') return null;
  throw new Error(
    `Nobody has said what of an account is found by ${place}. Add ${name} to finders in test/isolation/values.ts.`,
  );
}

let mobiles = 0;

function freshMobile(): string {
  mobiles += 1;
  return `136${String(mobiles).padStart(8, '0')}`;
}

function freshEmail(): string {
  return `${randomUUID()}@example.cn`;
}
