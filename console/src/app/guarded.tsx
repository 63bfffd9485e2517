import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { Page } from '../parts/page.tsx';
import { useMember } from '../session/member.tsx';
import { may } from '../session/rights.ts';
import { rightFor } from './rights-of-pages.ts';

/** A page for those who may use it. The others read whom to ask, in place of forms that the service would refuse. */
export function Guarded({ path, children }: { path: string; children: ReactNode }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const right = rightFor(path);
  if (right === null || may(role, right)) return children;
  return (
    <Page title={words.notForYou}>
      <Alert type="warning" showIcon title={words.troubles.forbidden} />
    </Page>
  );
}
