import { Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { BillLineFieldsFragment, BillLinePageFragment } from '../../api/generated/graphql.ts';
import { BillLinesDocument, StatementLinesDocument } from '../../api/generated/graphql.ts';
import type { Asked } from '../../api/use-ask.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Pages } from '../../api/use-pages.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { CallLink } from '../../parts/call-link.tsx';
import { Money } from '../../parts/money.tsx';
import { Answered, Nothing } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Rows } from '../../parts/rows.tsx';
import { talkClock } from '../../parts/talk.ts';
import { Time } from '../../parts/time.tsx';
import { NarrowLine } from './narrow-line.tsx';

export function BillLines({ month }: { month: string }): ReactNode {
  const pages = usePages();
  const asked = useAsk(BillLinesDocument, { month, after: pages.after });
  return <Lines asked={asked} pages={pages} of={({ bill }) => bill?.lines ?? null} />;
}

export function StatementLines({ month }: { month: string }): ReactNode {
  const pages = usePages();
  const asked = useAsk(StatementLinesDocument, { month, after: pages.after });
  return <Lines asked={asked} pages={pages} of={({ statement }) => statement.lines} />;
}

interface LinesProps<Data> {
  readonly asked: Asked<Data>;
  readonly pages: Pages;
  readonly of: (data: Data) => BillLinePageFragment | null;
}

function Lines<Data>({ asked, pages, of }: LinesProps<Data>): ReactNode {
  const { words } = useLanguage();
  return (
    <Answered asked={asked}>
      {(data) => {
        const lines = of(data);
        if (lines === null || lines.edges.length === 0) return <Nothing say={words.bills.noLines} />;
        return (
          <>
            <Listed lines={lines.edges.map(({ node }) => node)} />
            <Pager pages={pages} info={lines.pageInfo} isTurning={asked.isRefreshing} />
          </>
        );
      }}
    </Answered>
  );
}

function Listed({ lines }: { lines: BillLineFieldsFragment[] }): ReactNode {
  const { words } = useLanguage();
  return (
    <Rows
      rows={lines}
      keyOf={({ id }) => id}
      narrow={(line) => <NarrowLine of={line} />}
      columns={[
        { title: words.bills.accountingAt, render: (_, { accountingAt }) => <Time of={accountingAt} /> },
        { title: words.bills.line, render: (_, line) => <Item of={line} /> },
        { title: words.call, render: (_, { call }) => (call == null ? '–' : <CallLink of={call} />) },
        {
          title: words.talked,
          align: 'right',
          className: 'figures',
          render: (_, { call }) => talkClock(call?.talkSeconds),
        },
        {
          title: words.billedMinutes,
          align: 'right',
          className: 'figures',
          render: (_, { minutes, call }) => (call == null ? '–' : minutes),
        },
        { title: words.amount, align: 'right', render: (_, { amount }) => <Money of={amount} /> },
        {
          title: words.bills.owed,
          align: 'right',
          render: (_, { owed }) => (owed === '0.00' ? '–' : <Money of={owed} />),
        },
        { title: words.lineReference, render: (_, { call, reference }) => reference ?? call?.reference ?? '–' },
      ]}
    />
  );
}

/** What it is, and where it belongs to another month, to which. */
function Item({ of: { kind, posting, adjusts } }: { of: BillLineFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  return (
    <>
      <Tag color={kind === 'ADJUSTMENT' ? 'warning' : 'default'}>{words.bills.lineKinds[kind]}</Tag>
      {kind !== 'CHARGE' && kind !== 'TOP_UP' && words.ledgerKinds[posting]}
      {adjusts != null && (
        <Tooltip title={words.bills.adjustsAbout}>
          <span tabIndex={0}> {words.bills.adjusts(adjusts)}</span>
        </Tooltip>
      )}
    </>
  );
}
