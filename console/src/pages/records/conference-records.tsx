import { Table } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ConferencesQuery } from '../../api/generated/graphql.ts';
import { ConferencesDocument } from '../../api/generated/graphql.ts';
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

export function ConferenceRecords({ chosen }: { chosen: Chosen }): ReactNode {
  const { words } = useLanguage();
  const pages = usePages();
  const { participant, reference } = chosen;
  const filter = { participant, reference, ...rangeOf(chosen) };
  const asked = useAsk(ConferencesDocument, { filter, after: pages.after });
  return (
    <Answered asked={asked}>
      {({ conferences }) =>
        conferences.edges.length === 0 ? (
          <Nothing say={words.noRecords} />
        ) : (
          <>
            <Rows conferences={conferences} />
            <Pager pages={pages} info={conferences.pageInfo} />
          </>
        )
      }
    </Answered>
  );
}

function Rows({ conferences }: { conferences: ConferencesQuery['conferences'] }): ReactNode {
  const { words } = useLanguage();
  return (
    <Table
      rowKey="id"
      size="middle"
      dataSource={conferences.edges.map(({ node }) => node)}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: words.placedAt,
          render: (_, { id, placedAt }) => (
            <Link to={`/conferences/${id}`}>
              <Time of={placedAt} />
            </Link>
          ),
        },
        {
          title: words.participants,
          render: (_, { participants }) => participants.map((one) => one.number).join('、'),
        },
        { title: words.state, render: (_, { status }) => <CallStatusTag status={status} /> },
        {
          title: words.talked,
          align: 'right',
          className: 'figures',
          render: (_, { talkSeconds }) => (talkSeconds == null ? '–' : clock(talkSeconds)),
        },
        { title: words.charge, align: 'right', render: (_, { charge }) => <Money of={charge} /> },
        { title: words.app, render: (_, { app }) => app.name },
        { title: words.reference, render: (_, { reference }) => reference ?? '–' },
      ]}
    />
  );
}
