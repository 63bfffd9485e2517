import { Card, Statistic, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { TallyFieldsFragment } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { percent, whole } from '../../parts/count.ts';
import { yuan } from '../../parts/money.tsx';
import { clock } from '../../parts/time.tsx';
import { AnswerTimes } from './answer-times.tsx';

/** What the calls add up to. */
export function Totals({ of }: { of: TallyFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const { statistics } = words;
  const { calls, ended, answered, answerRate, minutes, talkSeconds, cost, averageTalkSeconds: talk } = of;
  return (
    <div className="tiles">
      <Figure title={statistics.calls} value={whole(calls)}>
        {calls > ended && statistics.underWay(calls - ended)}
      </Figure>
      <Figure title={statistics.answered} value={whole(answered)}>
        {statistics.ofEnded(ended)}
      </Figure>
      <Figure title={statistics.answerRate} value={percent(answerRate)} />
      <Figure title={statistics.minutes} value={whole(minutes)}>
        {statistics.seconds(talkSeconds)}
      </Figure>
      <Figure title={statistics.cost} value={yuan(cost)}>
        {statistics.costAbout}
      </Figure>
      <Figure title={statistics.averageTalk} value={talk == null ? '–' : clock(talk)}>
        {statistics.perAnswered}
      </Figure>
      <Card>
        <AnswerTimes of={of.answerTimes} />
      </Card>
    </div>
  );
}

function Figure({ title, value, children }: { title: string; value: string; children?: ReactNode }): ReactNode {
  return (
    <Card>
      <Statistic title={title} value={value} />
      <Typography.Text type="secondary">{children}</Typography.Text>
    </Card>
  );
}
