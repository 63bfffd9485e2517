import { Card, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Brand, LanguageButton } from './brand.tsx';

interface EntryProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
}

/** A page before the sign-in. */
export function Entry({ title, about, children }: EntryProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · 专线 Zhuanxian`;
  }, [title]);
  return (
    <main className="entry">
      <div className="entry-card">
        <div className="entry-top">
          <Brand />
          <LanguageButton />
        </div>
        <Card>
          <Typography.Title level={1}>{title}</Typography.Title>
          {about !== undefined && <Typography.Paragraph type="secondary">{about}</Typography.Paragraph>}
          {children}
        </Card>
      </div>
    </main>
  );
}
