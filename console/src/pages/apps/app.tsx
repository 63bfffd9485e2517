import { Card, Descriptions, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { AppQuery } from '../../api/generated/graphql.ts';
import { AppDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { AppLimits } from './app-limits.tsx';
import { DisplayNumbers } from './display-numbers.tsx';
import { AppSecret } from './app-secret.tsx';
import { ServiceSwitch } from './service-switch.tsx';

export type WholeApp = NonNullable<AppQuery['app']>;

export function AppPage(): ReactNode {
  const { words } = useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(AppDocument, { id }, { about: ['App', 'DisplayNumber'] });
  return (
    <Page title={asked.data?.app?.name ?? words.places.apps}>
      <Answered asked={asked}>
        {({ app }) => (app == null ? <Nothing say={words.noSuchApp} /> : <Parts app={app} />)}
      </Answered>
    </Page>
  );
}

function Parts({ app }: { app: WholeApp }): ReactNode {
  const { words } = useLanguage();
  const code = (text: string): ReactNode => (
    <Typography.Text code copyable className="secret">
      {text}
    </Typography.Text>
  );
  return (
    <>
      <Card title={words.service}>
        <Descriptions
          column={1}
          items={[
            { key: 'service', label: words.state, children: <ServiceSwitch app={app} /> },
            { key: 'key', label: 'AppKey', children: code(app.appKey) },
            { key: 'secret', label: 'AppSecret', children: <AppSecret app={app} /> },
            { key: 'accid', label: 'accid', children: code(app.accid) },
            { key: 'callback', label: words.callbackUrl, children: code(app.callbackUrl) },
            { key: 'created', label: words.created, children: <Time of={app.createdAt} /> },
          ]}
        />
      </Card>
      <AppLimits app={app} />
      <DisplayNumbers app={app} />
    </>
  );
}
