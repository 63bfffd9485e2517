import { Alert, Button, Card, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { BillQuery } from '../../api/generated/graphql.ts';
import { BillDocument, StatementDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { monthAfter, monthOf } from '../../parts/days.ts';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { NoSuchPage } from '../no-such-page/no-such-page.tsx';
import { beijingDay, Time } from '../../parts/time.tsx';
import { BillDownloads } from './bill-downloads.tsx';
import { BillCheck } from './check.tsx';
import type { Figures } from './figures.tsx';
import { BalanceSheet, Usage } from './figures.tsx';
import { BillLines, StatementLines } from './lines.tsx';

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

/** A month's bill, or what it comes to so far. */
export function BillPage(): ReactNode {
  const { words } = useLanguage();
  const { month = '' } = useParams();
  if (!MONTH.test(month)) return <NoSuchPage />;
  const present = monthOf(beijingDay(new Date()));
  return (
    <Page
      title={month === present ? words.bills.running(month) : words.bills.bill(month)}
      about={words.bills.about}
      actions={<Neighbours month={month} present={present} />}
    >
      {month > present ? (
        <Card>
          <Nothing say={words.bills.toCome} />
        </Card>
      ) : (
        <Shown key={month} month={month} isPresent={month === present} />
      )}
    </Page>
  );
}

function Neighbours({ month, present }: { month: string; present: string }): ReactNode {
  const { words } = useLanguage();
  const navigate = useNavigate();
  const go = (count: number) => (): void => void navigate(`/bills/${monthAfter(month, count)}`);
  return (
    <>
      <Button onClick={go(-1)}>{words.bills.previous}</Button>
      <Button onClick={go(1)} disabled={month >= present}>
        {words.bills.following}
      </Button>
    </>
  );
}

function Shown({ month, isPresent }: { month: string; isPresent: boolean }): ReactNode {
  const asked = useAsk(BillDocument, { month }, { about: ['Bill'] });
  return (
    <Answered asked={asked}>
      {({ bill }) => (bill == null ? <SoFar month={month} isPresent={isPresent} /> : <Issued bill={bill} />)}
    </Answered>
  );
}

function Issued({ bill }: { bill: NonNullable<BillQuery['bill']> }): ReactNode {
  const { words } = useLanguage();
  return (
    <>
      <Card>
        <Flex wrap gap={16} justify="space-between" align="start">
          <div>
            <Tag color="success">{words.bills.final}</Tag> <Time of={bill.issuedAt} />
            <Typography.Paragraph type="secondary">{words.bills.pdfAbout}</Typography.Paragraph>
          </div>
          <BillDownloads month={bill.month} />
        </Flex>
        <div className="after-list">
          <Sums of={bill} />
        </div>
        <Typography.Paragraph type="secondary" className="after-list">
          {words.bills.fingerprint} <span className="secret">{bill.hash}</span>
        </Typography.Paragraph>
      </Card>
      <Card title={words.bills.lines} extra={words.bills.linesOf(bill.lineCount)}>
        <BillLines month={bill.month} />
      </Card>
      <BillCheck month={bill.month} check={bill.check} />
    </>
  );
}

function SoFar({ month, isPresent }: { month: string; isPresent: boolean }): ReactNode {
  const { words } = useLanguage();
  const asked = useAsk(StatementDocument, { month }, { about: ['Account', 'LedgerEntry'] });
  return (
    <Answered asked={asked}>
      {({ statement }) => (
        <>
          <Alert type="info" showIcon title={isPresent ? words.bills.runningAbout : words.bills.notIssued} />
          <Card>
            <Sums of={statement} />
          </Card>
          <Card title={words.bills.lines}>
            <StatementLines month={month} />
          </Card>
        </>
      )}
    </Answered>
  );
}

function Sums({ of }: { of: Figures }): ReactNode {
  return (
    <div className="two apart">
      <BalanceSheet of={of} />
      <div>
        <Usage of={of} />
      </div>
    </div>
  );
}
