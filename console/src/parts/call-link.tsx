import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CallKind } from '../api/generated/graphql.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Words } from '../i18n/words.ts';

/** The page of a call or conference. */
export function placeOf({ id, kind }: { readonly id: string; readonly kind: CallKind }): string {
  return kind === 'CALL' ? `/calls/${id}` : `/conferences/${id}`;
}

/** The same of one as the API tells it whole. */
export function pathOf({
  __typename,
  id,
}: {
  readonly __typename: 'Call' | 'Conference';
  readonly id: string;
}): string {
  return placeOf({ id, kind: __typename === 'Call' ? 'CALL' : 'CONFERENCE' });
}

interface Told {
  readonly id: string;
  readonly kind: CallKind;
  readonly caller: string;
  readonly callees: readonly string[];
}

/** A call by its numbers, a conference by how many take part. */
export function callText({ kind, caller, callees }: Told, words: Words): string {
  return kind === 'CALL' ? `${caller} → ${callees.join('')}` : words.conferenceOf(callees.length + 1);
}

export function CallLink({ of }: { of: Told }): ReactNode {
  const { words } = useLanguage();
  return (
    <Link to={placeOf(of)} className="figures">
      {callText(of, words)}
    </Link>
  );
}

/** What a movement of money is about, in one line: its call, and what somebody else calls it; null where nothing is told. */
export function aboutText(
  call: (Told & { readonly reference?: string | null | undefined }) | null | undefined,
  reference: string | null | undefined,
  words: Words,
): string | null {
  const told = [call == null ? null : callText(call, words), reference ?? call?.reference].filter((one) => one != null);
  return told.length === 0 ? null : told.join(' · ');
}
