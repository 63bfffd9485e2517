import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CallKind } from '../api/generated/graphql.ts';
import { useLanguage } from '../i18n/language.tsx';

/** The page of a call or conference. */
export function placeOf({ id, kind }: { readonly id: string; readonly kind: CallKind }): string {
  return kind === 'CALL' ? `/calls/${id}` : `/conferences/${id}`;
}

interface Told {
  readonly id: string;
  readonly kind: CallKind;
  readonly caller: string;
  readonly callees: readonly string[];
}

/** A call by its numbers, a conference by how many take part. */
export function CallLink({ of }: { of: Told }): ReactNode {
  const { words } = useLanguage();
  const { kind, caller, callees } = of;
  return (
    <Link to={placeOf(of)} className="figures">
      {kind === 'CALL' ? `${caller} → ${callees.join('')}` : words.conferenceOf(callees.length + 1)}
    </Link>
  );
}
