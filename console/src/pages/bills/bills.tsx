import { Card, DatePicker, Flex } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { BillsQuery } from '../../api/generated/graphql.ts';
import { BillsDocument, StatementDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { usePages } from '../../api/use-pages.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { whole } from '../../parts/count.ts';
import { monthOf } from '../../parts/days.ts';
import { Money } from '../../parts/money.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Rows } from '../../parts/rows.tsx';
import { beijingDay, Time } from '../../parts/time.tsx';
import { BillDownloads } from './bill-downloads.tsx';
import { BalanceSheet, Usage } from './figures.tsx';
import { NarrowBill } from './narrow-bill.tsx';

/** The bills of all months, and the month that has none yet. */
export function Bills(): ReactNode {
  const { words } = useLanguage();
  const navigate = useNavigate();
  const pages = usePages();
  const asked = useAsk(BillsDocument, { after: pages.after }, { about: ['Bill'] });
  const picker = (
    <DatePicker.MonthPicker
      aria-label={words.bills.chooseMonth}
      placeholder={words.bills.chooseMonth}
      disabledDate={(month) => month.format('YYYY-MM') > monthOf(beijingDay(new Date()))}
      onChange={(month) => month !== null && void navigate(`/bills/${month.format('YYYY-MM')}`)}
    />
  );
  return (
    <Page title={words.bills.title} about={words.bills.about} actions={picker}>
      <Running />
      <Card>
        <Answered asked={asked}>
          {({ bills }) =>
            bills.edges.length === 0 ? (
              <Nothing say={words.bills.nothing} />
            ) : (
              <>
                <Issued bills={bills} />
                <Pager pages={pages} info={bills.pageInfo} isTurning={asked.isRefreshing} />
              </>
            )
          }
        </Answered>
      </Card>
    </Page>
  );
}

function Running(): ReactNode {
  const { words } = useLanguage();
  const month = monthOf(beijingDay(new Date()));
  const asked = useAsk(StatementDocument, { month }, { about: ['Account', 'LedgerEntry'] });
  return (
    <Card title={words.bills.running(month)} extra={<Link to={`/bills/${month}`}>{words.bills.lines}</Link>}>
      <Answered asked={asked}>
        {({ statement }) => (
          <Flex vertical gap={12}>
            <span className="secondary">{words.bills.runningAbout}</span>
            <div className="two apart">
              <BalanceSheet of={statement} />
              <div>
                <Usage of={statement} />
              </div>
            </div>
          </Flex>
        )}
      </Answered>
    </Card>
  );
}

function Issued({ bills }: { bills: BillsQuery['bills'] }): ReactNode {
  const { words } = useLanguage();
  const names = words.bills;
  return (
    <Rows
      rows={bills.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      narrow={(bill) => <NarrowBill of={bill} />}
      columns={[
        {
          title: names.month,
          render: (_, { month }) => (
            <Link to={`/bills/${month}`} className="figures">
              {month}
            </Link>
          ),
        },
        { title: words.actions, render: (_, { month }) => <BillDownloads month={month} size="small" /> },
        { title: names.calls, align: 'right', className: 'figures', render: (_, { calls }) => whole(calls) },
        { title: names.minutes, align: 'right', className: 'figures', render: (_, { minutes }) => whole(minutes) },
        { title: names.opening, align: 'right', render: (_, { opening }) => <Money of={opening} /> },
        { title: names.topUps, align: 'right', render: (_, { topUps }) => <Money of={topUps} /> },
        { title: names.charges, align: 'right', render: (_, { charges }) => <Money of={charges} /> },
        { title: names.adjustments, align: 'right', render: (_, { adjustments }) => <Money of={adjustments} /> },
        { title: names.closing, align: 'right', render: (_, { closing }) => <Money of={closing} /> },
        { title: names.issuedAt, render: (_, { issuedAt }) => <Time of={issuedAt} /> },
      ]}
    />
  );
}
