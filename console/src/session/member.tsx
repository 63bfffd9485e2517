import type { ReactNode } from 'react';
import { createContext, use } from 'react';
import type { MeQuery } from '../api/generated/graphql.ts';
import type { Right } from './rights.ts';
import { may } from './rights.ts';

export type Me = NonNullable<MeQuery['me']>;

const MemberContext = createContext<Me | null>(null);

export function MemberProvider({ me, children }: { me: Me; children: ReactNode }): ReactNode {
  return <MemberContext value={me}>{children}</MemberContext>;
}

/** Who is signed in, on every page behind the sign-in. */
export function useMember(): Me {
  const me = use(MemberContext);
  if (me === null) throw new Error('Nobody is signed in on this page.');
  return me;
}

/** Whether whoever is before the page may; nobody may before the sign-in. */
export function useMay(): (right: Right) => boolean {
  const me = use(MemberContext);
  return (right) => me !== null && may(me.role, right);
}
