import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { WebhookDeliveriesQuery, WebhookDeliveryStatus } from '../../api/generated/graphql.ts';
import { WebhookDeliveriesDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Nothing } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Time } from '../../parts/time.tsx';
import { Attempts } from './attempts.tsx';

type Delivery = WebhookDeliveriesQuery['webhookDeliveries']['edges'][number]['node'];

const COLORS: Record<WebhookDeliveryStatus, string> = {
  PENDING: 'processing',
  DELIVERED: 'success',
  EXHAUSTED: 'error',
};

/** Messages, newest first; which one is open stands in the address. */
export function Deliveries({ appId }: { appId: string }): ReactNode {
  const { words } = useLanguage();
  const pages = usePages();
  const asked = useAsk(WebhookDeliveriesDocument, { appId, after: pages.after }, { about: ['WebhookDelivery'] });
  return (
    <Answered asked={asked}>
      {({ webhookDeliveries: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <Nothing say={words.notices.noDeliveries} />
        ) : (
          <>
            <Rows appId={appId} deliveries={edges.map(({ node }) => node)} />
            <Pager pages={pages} info={pageInfo} isTurning={asked.isRefreshing} />
          </>
        )
      }
    </Answered>
  );
}

function Rows({ appId, deliveries }: { appId: string; deliveries: Delivery[] }): ReactNode {
  const { words } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const open = search.get('delivery');
  const { notices } = words;
  return (
    <Table
      rowKey="id"
      size="middle"
      dataSource={deliveries}
      pagination={false}
      scroll={{ x: 'max-content' }}
      expandable={{
        expandedRowKeys: open === null ? [] : [open],
        onExpand: (isOpen, { id }) => setSearch({ app: appId, ...(isOpen && { delivery: id }) }),
        expandedRowRender: ({ id, body }) => <Attempts deliveryId={id} body={body} />,
      }}
      columns={[
        { title: notices.queuedAt, render: (_, { createdAt }) => <Time of={createdAt} /> },
        {
          title: notices.type,
          render: (_, { type }) => (isKnown(type, notices.types) ? `${notices.types[type]} · ${type}` : type),
        },
        {
          title: words.state,
          render: (_, { status }) => <Tag color={COLORS[status]}>{notices.deliveryStates[status]}</Tag>,
        },
        { title: notices.attempts, dataIndex: 'attemptCount', align: 'right', className: 'figures' },
        { title: notices.nextAt, render: (_, { nextAttemptAt }) => <Time of={nextAttemptAt} /> },
        { title: 'webhook-id', render: (_, { id }) => <code>{id}</code> },
      ]}
    />
  );
}

function isKnown<Names extends object>(name: string, names: Names): name is string & keyof Names {
  return Object.hasOwn(names, name);
}
