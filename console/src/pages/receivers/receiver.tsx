import { Alert, Card, Descriptions, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { WebhookQuery } from '../../api/generated/graphql.ts';
import { WebhookDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Nothing } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { Deliveries } from './deliveries.tsx';

type Webhook = NonNullable<WebhookQuery['webhook']>;

/** An app's receiver, where it has one. */
export function Receiver({ appId }: { appId: string }): ReactNode {
  const { words } = useLanguage();
  const { notices } = words;
  const asked = useAsk(WebhookDocument, { appId }, { about: ['Webhook'] });
  return (
    <Answered asked={asked}>
      {({ webhook }) =>
        webhook == null ? (
          <Card>
            <Nothing say={notices.noReceiver} />
          </Card>
        ) : (
          <>
            {!webhook.enabled && (
              <Alert
                type="error"
                showIcon
                title={webhook.disabledBy == null ? notices.stopped : notices.disabledBy[webhook.disabledBy]}
                description={notices.stoppedAbout}
              />
            )}
            <Facts of={webhook} />
            <Card title={notices.deliveries}>
              <Deliveries appId={appId} />
            </Card>
          </>
        )
      }
    </Answered>
  );
}

function Facts({ of }: { of: Webhook }): ReactNode {
  const { words } = useLanguage();
  const { notices } = words;
  const items = [
    { key: 'url', label: notices.url, children: <span className="secret">{of.url}</span> },
    { key: 'state', label: words.state, children: <State of={of} /> },
    { key: 'created', label: words.created, children: <Time of={of.createdAt} /> },
    ...(of.failingSince == null
      ? []
      : [{ key: 'failing', label: notices.failingSince, children: <Time of={of.failingSince} /> }]),
    ...(of.secretOverlapUntil == null
      ? []
      : [{ key: 'overlap', label: notices.secretOverlap, children: <Time of={of.secretOverlapUntil} /> }]),
  ];
  return (
    <Card>
      <Descriptions column={{ xs: 1, md: 2 }} items={items} />
      <Typography.Text type="secondary">{notices.howToVerify}</Typography.Text>
    </Card>
  );
}

function State({ of }: { of: Webhook }): ReactNode {
  const { words } = useLanguage();
  const { notices } = words;
  if (!of.enabled) return <Tag color="error">{notices.stopped}</Tag>;
  if (of.failingSince != null) return <Tag color="warning">{notices.failing}</Tag>;
  return <Tag color="success">{notices.sending}</Tag>;
}
