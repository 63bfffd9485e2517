import { Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import type { Pages } from '../api/use-pages.ts';
import { useLanguage } from '../i18n/language.tsx';

interface PagerProps {
  readonly pages: Pages;
  readonly info: { readonly endCursor?: string | null | undefined; readonly hasNextPage: boolean };
  /** Whether what is shown is still the page before. */
  readonly isTurning: boolean;
}

export function Pager({ pages, info, isTurning }: PagerProps): ReactNode {
  const { words } = useLanguage();
  const { endCursor, hasNextPage } = info;
  if (pages.previous === null && !hasNextPage) return null;
  return (
    <Flex gap={8} justify="end" align="center" className="pager" aria-busy={isTurning}>
      <span>{words.pageNumber(pages.number)}</span>
      <Button disabled={isTurning || pages.previous === null} onClick={() => pages.previous?.()}>
        {words.previousPage}
      </Button>
      <Button disabled={isTurning || !hasNextPage || endCursor == null} onClick={() => pages.next(endCursor ?? '')}>
        {words.nextPage}
      </Button>
    </Flex>
  );
}
