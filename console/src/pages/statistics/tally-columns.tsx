import type { TableColumnType } from 'antd';
import type { TallyFieldsFragment } from '../../api/generated/graphql.ts';
import type { Words } from '../../i18n/words.ts';
import { percent, whole } from '../../parts/count.ts';
import { Money } from '../../parts/money.tsx';
import { clock, seconds } from '../../parts/time.tsx';

/** What is counted, for tables whose rows have a tally. */
export function tallyColumns<Row extends { readonly tally: TallyFieldsFragment }>(
  words: Words,
): TableColumnType<Row>[] {
  const { statistics } = words;
  const column = (title: string, of: (tally: TallyFieldsFragment) => string): TableColumnType<Row> => ({
    title,
    align: 'right',
    className: 'figures',
    render: (_, { tally }) => of(tally),
  });
  return [
    column(statistics.calls, ({ calls }) => whole(calls)),
    column(statistics.answered, ({ answered }) => whole(answered)),
    column(statistics.answerRate, ({ answerRate }) => percent(answerRate)),
    column(statistics.minutes, ({ minutes }) => whole(minutes)),
    column(statistics.talkSeconds, ({ talkSeconds }) => whole(talkSeconds)),
    { title: statistics.cost, align: 'right', render: (_, { tally }) => <Money of={tally.cost} /> },
    column(statistics.averageTalk, ({ averageTalkSeconds: talk }) => (talk == null ? '–' : clock(talk))),
    column(statistics.answerP50, ({ answerTimes }) => seconds(answerTimes.p50Milliseconds)),
    column(statistics.answerP95, ({ answerTimes }) => seconds(answerTimes.p95Milliseconds)),
  ];
}
