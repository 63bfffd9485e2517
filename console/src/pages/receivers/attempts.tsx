import { Collapse, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { WebhookAttemptsQuery } from '../../api/generated/graphql.ts';
import { WebhookAttemptsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';

type Attempt = WebhookAttemptsQuery['webhookAttempts'][number];

/** What a message says, and what came of each attempt to send it. */
export function Attempts({ deliveryId, body }: { deliveryId: string; body: string }): ReactNode {
  const { words } = useLanguage();
  const { notices } = words;
  const asked = useAsk(WebhookAttemptsDocument, { deliveryId });
  return (
    <Flex vertical gap={16} className="log">
      <section>
        <Typography.Text strong>{notices.message}</Typography.Text>
        <pre tabIndex={0}>{indented(body)}</pre>
      </section>
      <section>
        <Typography.Text strong>{notices.attemptsOf}</Typography.Text>
        <Answered asked={asked}>
          {({ webhookAttempts: attempts }) =>
            attempts.length === 0 ? (
              <p>{notices.noAttempts}</p>
            ) : (
              <Collapse
                size="small"
                items={attempts.map((one) => ({
                  key: one.number,
                  label: <Outcome of={one} />,
                  children: <Exchange of={one} />,
                }))}
              />
            )
          }
        </Answered>
      </section>
    </Flex>
  );
}

function Outcome({ of: { number, at, status, error, milliseconds } }: { of: Attempt }): ReactNode {
  const { words } = useLanguage();
  const isTaken = status != null && status >= 200 && status < 300;
  return (
    <Flex wrap gap={12}>
      {words.notices.attempt(number)}
      <Time of={at} />
      <Tag color={isTaken ? 'success' : 'error'}>{status ?? error ?? '–'}</Tag>
      <span className="figures">{milliseconds} ms</span>
    </Flex>
  );
}

function Exchange({ of: { url, headers, answer, error } }: { of: Attempt }): ReactNode {
  const { words } = useLanguage();
  const { notices } = words;
  return (
    <>
      <Typography.Text type="secondary">{notices.headers}</Typography.Text>
      <pre tabIndex={0}>{[`POST ${url}`, ...headers.map(({ name, value }) => `${name}: ${value}`)].join('\n')}</pre>
      <Typography.Text type="secondary">{notices.answered}</Typography.Text>
      <pre tabIndex={0}>{answer === '' ? notices.emptyAnswer : (answer ?? error ?? '–')}</pre>
    </>
  );
}

function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
