import { Table } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CallsQuery } from '../../api/generated/graphql.ts';
import { CallsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { CallStatusTag } from '../../parts/call-status.tsx';
import { Money } from '../../parts/money.tsx';
import { Answered, Nothing } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { clock, Time } from '../../parts/time.tsx';
import type { Chosen } from './chosen.ts';
import { rangeOf } from './chosen.ts';

export function CallRecords({ chosen }: { chosen: Chosen }): ReactNode {
  const { words } = useLanguage();
  const pages = usePages();
  const { caller, callee, reference } = chosen;
  const filter = { caller, callee, reference, ...rangeOf(chosen) };
  const asked = useAsk(CallsDocument, { filter, after: pages.after });
  return (
    <Answered asked={asked}>
      {({ calls }) =>
        calls.edges.length === 0 ? (
          <Nothing say={words.noRecords} />
        ) : (
          <>
            <Rows calls={calls} />
            <Pager pages={pages} info={calls.pageInfo} />
          </>
        )
      }
    </Answered>
  );
}

function Rows({ calls }: { calls: CallsQuery['calls'] }): ReactNode {
  const { words } = useLanguage();
  return (
    <Table
      rowKey="id"
      size="middle"
      dataSource={calls.edges.map(({ node }) => node)}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: words.placedAt,
          render: (_, { id, placedAt }) => (
            <Link to={`/calls/${id}`}>
              <Time of={placedAt} />
            </Link>
          ),
        },
        { title: words.caller, dataIndex: 'caller', className: 'figures' },
        { title: words.callee, dataIndex: 'callee', className: 'figures' },
        { title: words.state, render: (_, { status }) => <CallStatusTag status={status} /> },
        {
          title: words.talked,
          align: 'right',
          className: 'figures',
          render: (_, { talkSeconds }) => (talkSeconds == null ? '–' : clock(talkSeconds)),
        },
        { title: words.billedMinutes, align: 'right', render: (_, { minutes }) => minutes ?? '–' },
        { title: words.charge, align: 'right', render: (_, { charge }) => <Money of={charge} /> },
        { title: words.endedBy, render: (_, { endedBy }) => (endedBy == null ? '–' : words.enders[endedBy]) },
        { title: words.app, render: (_, { app }) => app.name },
        { title: words.reference, render: (_, { reference }) => reference ?? '–' },
      ]}
    />
  );
}
