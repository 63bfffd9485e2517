import type { CallFilter, CallKind, CallStatus, EndedBy } from '../api/generated/graphql.ts';
import type { Words } from '../i18n/words.ts';
import type { Days } from './days.ts';
import { daysIn, timesOf } from './days.ts';

/** Which calls, as the address of a page says it. */
export interface Chosen extends Days {
  readonly kind: CallKind | null;
  readonly status: CallStatus | null;
  readonly endedBy: EndedBy | null;
  readonly appId: string | null;
  readonly number: string | null;
  readonly caller: string | null;
  readonly callee: string | null;
  readonly reference: string | null;
}

const NAMES: readonly (keyof Chosen)[] = [
  ...(['from', 'to', 'kind', 'status', 'endedBy'] as const),
  ...(['appId', 'number', 'caller', 'callee', 'reference'] as const),
];

/** What an address says that the service would not take is as if it were not there. */
export function chosenIn(search: URLSearchParams, words: Words): Chosen {
  const said = (name: string): string | null => search.get(name) || null;
  const one = <Value extends string>(name: string, of: Record<Value, unknown>): Value | null => {
    const value = said(name);
    return value !== null && Object.hasOwn(of, value) ? (value as Value) : null;
  };
  return {
    ...daysIn(search),
    kind: one('kind', words.records.kinds),
    status: one('status', words.callStatus),
    endedBy: one('endedBy', words.enders),
    appId: said('appId'),
    number: said('number'),
    caller: said('caller'),
    callee: said('callee'),
    reference: said('reference'),
  };
}

export function filterOf({ from, to, ...rest }: Chosen): CallFilter {
  return { ...rest, ...timesOf({ from, to }) };
}

/** The same address with another choice, and what else it says. */
export function addressOf(search: URLSearchParams, chosen: Partial<Chosen>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of NAMES) {
    const value = chosen[name];
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}
