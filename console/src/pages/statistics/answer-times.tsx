import { Statistic, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { TallyFieldsFragment } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { percent, whole } from '../../parts/count.ts';
import { seconds } from '../../parts/time.tsx';

/** CALL-9: how fast calls were answered, against what the provider promises. */
export function AnswerTimes({ of }: { of: TallyFieldsFragment['answerTimes'] }): ReactNode {
  const { words } = useLanguage();
  const { statistics } = words;
  const { known, withinPromise, p50Milliseconds: p50, p95Milliseconds: p95, promisedMilliseconds: promised } = of;
  const isKept = p95 == null || p95 <= promised;
  return (
    <>
      <Statistic
        title={`${statistics.answerTime} ${statistics.p95} · ${statistics.promise}`}
        value={seconds(p95)}
        classNames={{ content: isKept ? '' : 'late' }}
      />
      <Typography.Text type="secondary">
        {known === 0
          ? statistics.unknownTimes
          : `${statistics.half(seconds(p50))} · ${statistics.within(percent(withinPromise / known), whole(withinPromise), whole(known))}`}
      </Typography.Text>
    </>
  );
}
