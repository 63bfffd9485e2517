import { Card, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { LedgerQuery } from '../../api/generated/graphql.ts';
import { LedgerDocument, LedgerExportDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage, useServiceLanguage } from '../../i18n/language.tsx';
import { aboutText, CallLink, placeOf } from '../../parts/call-link.tsx';
import { DayRange } from '../../parts/day-range.tsx';
import type { Days } from '../../parts/days.ts';
import { daysIn, timesOf } from '../../parts/days.ts';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Money, Signed, yuan } from '../../parts/money.tsx';
import { NarrowRow } from '../../parts/narrow-row.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Time } from '../../parts/time.tsx';

/** Every posting of the account, newest first. */
export function Ledger(): ReactNode {
  const { words } = useLanguage();
  const language = useServiceLanguage();
  const [search, setSearch] = useSearchParams();
  const days = daysIn(search);
  const choose = ({ from, to }: Days): void =>
    setSearch({ ...(from !== null && { from }), ...(to !== null && { to }) });
  return (
    <Page title={words.places.ledger} about={words.ledgerAbout}>
      <Card>
        <Flex wrap gap={16} align="end" className="toolbar">
          <label className="field">
            {words.days}
            <DayRange value={days} onChange={choose} />
          </label>
          <DownloadButton
            document={LedgerExportDocument}
            variables={{ ...timesOf(days), language }}
            say={words.records.files.csv}
          />
        </Flex>
        <Entries key={JSON.stringify(days)} days={days} />
      </Card>
    </Page>
  );
}

function Entries({ days }: { days: Days }): ReactNode {
  const { words } = useLanguage();
  const pages = usePages();
  const asked = useAsk(LedgerDocument, { ...timesOf(days), after: pages.after }, { about: ['LedgerEntry', 'TopUp'] });
  return (
    <Answered asked={asked}>
      {({ ledger }) =>
        ledger.edges.length === 0 ? (
          <Nothing say={days.from === null && days.to === null ? words.noEntries : words.noRecords} />
        ) : (
          <>
            <Postings ledger={ledger} />
            <Pager pages={pages} info={ledger.pageInfo} isTurning={asked.isRefreshing} />
          </>
        )
      }
    </Answered>
  );
}

type Entry = LedgerQuery['ledger']['edges'][number]['node'];

function Postings({ ledger }: { ledger: LedgerQuery['ledger'] }): ReactNode {
  const { words } = useLanguage();
  return (
    <Rows
      rows={ledger.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      narrow={(entry) => <NarrowEntry of={entry} />}
      columns={[
        { title: words.postedAt, render: (_, { postedAt }) => <Time of={postedAt} /> },
        { title: words.kind, render: (_, { kind }) => words.ledgerKinds[kind] },
        { title: words.amount, align: 'right', render: (_, { amount }) => <Money of={amount} /> },
        { title: words.balanceAfter, align: 'right', render: (_, { balanceAfter }) => <Money of={balanceAfter} /> },
        { title: words.call, render: (_, { call }) => (call == null ? '–' : <CallLink of={call} />) },
        { title: words.lineReference, render: (_, { call, reference }) => reference ?? call?.reference ?? '–' },
      ]}
    />
  );
}

function NarrowEntry({ of: { kind, amount, postedAt, balanceAfter, call, reference } }: { of: Entry }): ReactNode {
  const { words } = useLanguage();
  const about = aboutText(call, reference, words);
  return (
    <NarrowRow
      to={call == null ? undefined : placeOf(call)}
      first={[words.ledgerKinds[kind], <Signed key="amount" of={amount} />]}
      details={[
        [<Time key="posted" of={postedAt} />, `${words.balance} ${yuan(balanceAfter)}`],
        about === null ? null : [about],
      ]}
    />
  );
}
