import { Card, Table } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { LedgerQuery } from '../../api/generated/graphql.ts';
import { LedgerDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Money } from '../../parts/money.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Time } from '../../parts/time.tsx';

/** Every posting of the account, newest first. */
export function Ledger(): ReactNode {
  const { words } = useLanguage();
  const pages = usePages();
  const asked = useAsk(LedgerDocument, { after: pages.after }, { about: ['LedgerEntry', 'TopUp'] });
  return (
    <Page title={words.places.ledger} about={words.ledgerAbout}>
      <Card>
        <Answered asked={asked}>
          {({ ledger }) =>
            ledger.edges.length === 0 ? (
              <Nothing say={words.noEntries} />
            ) : (
              <>
                <Entries ledger={ledger} />
                <Pager pages={pages} info={ledger.pageInfo} />
              </>
            )
          }
        </Answered>
      </Card>
    </Page>
  );
}

function Entries({ ledger }: { ledger: LedgerQuery['ledger'] }): ReactNode {
  const { words } = useLanguage();
  return (
    <Table
      rowKey="id"
      size="middle"
      dataSource={ledger.edges.map(({ node }) => node)}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: words.postedAt, render: (_, { postedAt }) => <Time of={postedAt} /> },
        { title: words.kind, render: (_, { kind }) => words.ledgerKinds[kind] },
        { title: words.amount, align: 'right', render: (_, { amount }) => <Money of={amount} /> },
        { title: words.balanceAfter, align: 'right', render: (_, { balanceAfter }) => <Money of={balanceAfter} /> },
        {
          title: words.remark,
          render: (_, { callId, reference }) =>
            callId == null ? (reference ?? '–') : <Link to={`/calls/${callId}`}>{words.steps.seeCall}</Link>,
        },
      ]}
    />
  );
}
