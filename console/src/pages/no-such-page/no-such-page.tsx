import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../../i18n/language.tsx';
import { Page } from '../../parts/page.tsx';

export function NoSuchPage(): ReactNode {
  const { words } = useLanguage();
  return (
    <Page title={words.noSuchPage}>
      <Result status="404" extra={<Button href="/">{words.toOverview}</Button>} />
    </Page>
  );
}
