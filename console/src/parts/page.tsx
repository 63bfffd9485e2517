import { Alert, Button, Empty, Flex, Skeleton, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Asked } from '../api/use-ask.ts';
import { useLanguage } from '../i18n/language.tsx';
import { troubleText } from './problem.tsx';

interface PageProps {
  readonly title: string;
  readonly about?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, about, actions, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · 专线 Zhuanxian`;
  }, [title]);
  return (
    <>
      <Flex justify="space-between" align="start" wrap gap={12} className="page-head">
        <div>
          <Typography.Title level={1}>{title}</Typography.Title>
          {about !== undefined && <Typography.Text type="secondary">{about}</Typography.Text>}
        </div>
        {actions !== undefined && <Flex gap={8}>{actions}</Flex>}
      </Flex>
      <Flex vertical gap={16}>
        {children}
      </Flex>
    </>
  );
}

interface AnsweredProps<Data> {
  readonly asked: Asked<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** What was asked, once it is there; before that that it is on its way. Why it does not come, or not anew, is said. */
export function Answered<Data>({ asked, children }: AnsweredProps<Data>): ReactNode {
  const { words } = useLanguage();
  const trouble = asked.trouble !== null && <Trouble error={asked.trouble} again={() => asked.again()} />;
  if (asked.data === undefined) return trouble || <Skeleton active aria-label={words.loading} />;
  return (
    <>
      {trouble}
      {children(asked.data)}
    </>
  );
}

export function Trouble({ error, again }: { error: Error; again?: () => void }): ReactNode {
  const { words } = useLanguage();
  const retry = again !== undefined && <Button onClick={again}>{words.tryAgain}</Button>;
  return <Alert type="error" showIcon title={troubleText(error, words)} action={retry} />;
}

/** What was asked for by its id, and is not there or somebody else's. */
export function Absent(): ReactNode {
  const { words } = useLanguage();
  return <Alert type="error" showIcon title={words.troubles.notFound} />;
}

export function Nothing({ say, children }: { say: string; children?: ReactNode }): ReactNode {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say}>
      {children}
    </Empty>
  );
}
