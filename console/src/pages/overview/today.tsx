import { Card, Statistic, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { CallTotalsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useFresh } from '../../api/use-fresh.ts';
import { useAccount } from '../../app/account.tsx';
import { useLanguage } from '../../i18n/language.tsx';
import { percent, whole } from '../../parts/count.ts';
import { timesOf } from '../../parts/days.ts';
import { yuan } from '../../parts/money.tsx';
import { Answered } from '../../parts/page.tsx';
import { beijingDay } from '../../parts/time.tsx';
import { AnswerTimes } from '../statistics/answer-times.tsx';

/** What was placed since midnight in Beijing. A call that begins or ends moves the account's money, and this with it. */
export function Today(): ReactNode {
  const { words } = useLanguage();
  const { available, reserved } = useAccount();
  const day = beijingDay(new Date());
  const asked = useAsk(CallTotalsDocument, { filter: timesOf({ from: day, to: day }) });
  useFresh(`${available} ${reserved}`, () => asked.again());
  const { statistics } = words;
  return (
    <Card title={statistics.today} extra={<Link to={`/statistics?from=${day}&to=${day}`}>{statistics.title}</Link>}>
      <Answered asked={asked}>
        {({ callStatistics: { totals } }) => (
          <div className="grid">
            <div>
              <Statistic title={statistics.calls} value={whole(totals.calls)} />
              <Typography.Text type="secondary">
                {`${statistics.answerRate} ${percent(totals.answerRate)} · ${statistics.minutes} ${whole(totals.minutes)}`}
              </Typography.Text>
            </div>
            <Statistic title={statistics.cost} value={yuan(totals.cost)} />
            <div>
              <AnswerTimes of={totals.answerTimes} />
            </div>
          </div>
        )}
      </Answered>
    </Card>
  );
}
