import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { createContext, use, useDeferredValue, useState } from 'react';
import type { AccountFieldsFragment } from '../api/generated/graphql.ts';
import { AccountDocument, AccountUpdatedDocument } from '../api/generated/graphql.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWatch } from '../api/use-live.tsx';
import { Trouble } from '../parts/page.tsx';

interface Followed {
  readonly account: AccountFieldsFragment;
  readonly failure: Error | null;
}

const AccountContext = createContext<Followed | null>(null);

/** The account as it is now: read once, then watched. Every figure of money on a page comes from here or an answer. */
export function AccountProvider({ children }: { children: ReactNode }): ReactNode {
  const asked = useAsk(AccountDocument, {});
  const [watched, setWatched] = useState<AccountFieldsFragment | null>(null);
  const failure = useWatch(AccountUpdatedDocument, {}, (update) => setWatched(update.account));
  // What stands below is drawn in pieces, between which the page answers: all at once it would stand still at first.
  const account = useDeferredValue(watched ?? asked.data?.account);
  if (account !== undefined) return <AccountContext value={{ account, failure }}>{children}</AccountContext>;
  if (asked.trouble === null) return <Skeleton active className="shell-page" />;
  return <Trouble error={asked.trouble} again={() => asked.again()} />;
}

export function useAccount(): AccountFieldsFragment {
  return useFollowed().account;
}

/** Why the account is as it was read, and not as it is now; null where it is followed. */
export function useAccountFailure(): Error | null {
  return useFollowed().failure;
}

function useFollowed(): Followed {
  const followed = use(AccountContext);
  if (followed === null) throw new Error('There is no account on this page.');
  return followed;
}
