import { Card, Flex, Statistic, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { BillCheckFieldsFragment, BillDifferencesQuery } from '../../api/generated/graphql.ts';
import { BillDifferencesDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { CallLink } from '../../parts/call-link.tsx';
import { whole } from '../../parts/count.ts';
import { Money } from '../../parts/money.tsx';
import { Answered } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Rows } from '../../parts/rows.tsx';
import { talkClock } from '../../parts/talk.ts';
import { Time } from '../../parts/time.tsx';
import { NarrowDifference } from './narrow-difference.tsx';

type Check = Omit<BillCheckFieldsFragment, '__typename'>;

/** BILL-5: how a bill compares with the provider's own detail, and where it differs. */
export function BillCheck({ month, check }: { month: string; check: Check }): ReactNode {
  const { words } = useLanguage();
  const names = words.bills.check;
  const figures = [
    [names.states.MATCHED, check.matched],
    [names.states.DURATION_DIFFERS, check.durationDiffers],
    [names.states.MISSING_AT_PROVIDER, check.missingAtProvider],
    [names.states.UNCHECKED, check.unchecked],
  ] as const;
  return (
    <Card title={names.title} extra={<Progress of={check} />}>
      <Flex vertical gap={16}>
        <span className="secondary">{names.about}</span>
        <Flex wrap gap="12px 40px">
          {figures.map(([title, count]) => (
            <Statistic key={title} title={title} value={whole(count)} />
          ))}
        </Flex>
        {check.durationDiffers + check.missingAtProvider > 0 && <Differences month={month} />}
      </Flex>
    </Card>
  );
}

function Progress({ of: { share, finishedAt } }: { of: Check }): ReactNode {
  const { words } = useLanguage();
  const names = words.bills.check;
  if (share == null) return <Tag>{names.notBegun}</Tag>;
  if (finishedAt == null) return <Tag color="processing">{names.underWay}</Tag>;
  return (
    <span className="secondary">
      {names.finished(Math.round(share * 100))} <Time of={finishedAt} />
    </span>
  );
}

function Differences({ month }: { month: string }): ReactNode {
  const pages = usePages();
  const asked = useAsk(BillDifferencesDocument, { month, after: pages.after }, { about: ['Bill'] });
  return (
    <Answered asked={asked}>
      {({ bill }) =>
        bill != null && (
          <div>
            <Listed lines={bill.differences.edges.map(({ node }) => node)} />
            <Pager pages={pages} info={bill.differences.pageInfo} isTurning={asked.isRefreshing} />
          </div>
        )
      }
    </Answered>
  );
}

export type Difference = NonNullable<BillDifferencesQuery['bill']>['differences']['edges'][number]['node'];

function Listed({ lines }: { lines: Difference[] }): ReactNode {
  const { words } = useLanguage();
  const names = words.bills.check;
  return (
    <Rows
      rows={lines}
      keyOf={({ id }) => id}
      narrow={(line) => <NarrowDifference of={line} />}
      columns={[
        { title: words.bills.accountingAt, render: (_, { accountingAt }) => <Time of={accountingAt} /> },
        { title: words.call, render: (_, { call }) => (call == null ? '–' : <CallLink of={call} />) },
        {
          title: names.difference,
          render: (_, { check }) => check != null && <Tag color="warning">{names.states[check.state]}</Tag>,
        },
        {
          title: names.ours,
          align: 'right',
          className: 'figures',
          render: (_, { call }) => talkClock(call?.talkSeconds),
        },
        {
          title: names.theirs,
          align: 'right',
          className: 'figures',
          render: (_, { check }) => talkClock(check?.providerSeconds),
        },
        { title: words.amount, align: 'right', render: (_, { amount }) => <Money of={amount} /> },
      ]}
    />
  );
}
