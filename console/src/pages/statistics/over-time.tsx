import { Card, Segmented, Table } from 'antd';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { CallFilter, StatisticsPeriod } from '../../api/generated/graphql.ts';
import { CallSeriesDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { whole } from '../../parts/count.ts';
import { Chart } from '../../parts/chart.tsx';
import { overTime } from '../../parts/drawing.ts';
import { yuan } from '../../parts/money.tsx';
import { Answered } from '../../parts/page.tsx';
import { seconds } from '../../parts/time.tsx';
import type { Bounds, Drawn, Part } from './periods.ts';
import { daysOfPart, everyPart, isPossible, nameOf } from './periods.ts';
import { tallyColumns } from './tally-columns.tsx';

const BLUE = '#0b5cad';
const GREY = '#b6bfcc';
const GREEN = '#1d6b0c';
const RED = '#b3151f';
const ROWS = 24;

interface OverTimeProps {
  readonly days: Bounds;
  readonly period: StatisticsPeriod;
  readonly filter: CallFilter;
  readonly choose: (period: StatisticsPeriod) => void;
  /** The records of some days. */
  readonly recordsOf: (days: Bounds) => string;
}

/** How the figures go over hours, days or months: drawn, and told exactly. */
export function OverTime({ choose, ...rest }: OverTimeProps): ReactNode {
  const { days, period } = rest;
  const { words } = useLanguage();
  const { statistics } = words;
  const options = (['HOUR', 'DAY', 'MONTH'] as const).map((value) => ({
    value,
    label: statistics.periods[value],
    disabled: !isPossible(value, days),
  }));
  return (
    <Card
      title={statistics.overTime}
      extra={<Segmented aria-label={statistics.period} value={period} options={options} onChange={choose} />}
    >
      <Series key={period} {...rest} />
    </Card>
  );
}

function Series({ days, period, filter, recordsOf }: Omit<OverTimeProps, 'choose'>): ReactNode {
  const { words } = useLanguage();
  const asked = useAsk(CallSeriesDocument, { filter, period });
  return (
    <Answered asked={asked}>
      {({ callStatistics: { series } }) => (
        <>
          <Charts parts={everyPart(days, period, series)} />
          <Table
            rowKey="from"
            size="middle"
            className="row"
            dataSource={[...series]}
            scroll={{ x: 'max-content' }}
            pagination={{ pageSize: ROWS, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              {
                title: words.beijingTime,
                render: (_, { from }) => {
                  const name = nameOf(from, period);
                  return (
                    <Link to={recordsOf(daysOfPart(name, days))} className="figures">
                      {name}
                    </Link>
                  );
                },
              },
              ...tallyColumns<Part>(words),
            ]}
          />
        </>
      )}
    </Answered>
  );
}

function Charts({ parts }: { parts: readonly Drawn[] }): ReactNode {
  const { words } = useLanguage();
  const { statistics } = words;
  const key = JSON.stringify(parts);
  const { calls, cost, times } = useMemo(() => drawings(JSON.parse(key) as Drawn[], statistics), [key, statistics]);
  const says = (title: string): string => statistics.chartSays(title, parts.length);
  return (
    <>
      <Chart drawing={calls} label={says(statistics.callsOverTime)} />
      <div className="two">
        <Chart drawing={cost} label={says(statistics.costOverTime)} />
        <Chart drawing={times} label={says(statistics.timesOverTime)} />
      </div>
    </>
  );
}

type StatisticsWords = ReturnType<typeof useLanguage>['words']['statistics'];

/** Heights are rounded for the eye; what is said of them is exact. */
function drawings(parts: readonly Drawn[], words: StatisticsWords) {
  const names = parts.map(({ name }) => name);
  const tallies = parts.map(({ tally }) => tally);
  const others = tallies.map((tally) => (tally === null ? 0 : tally.calls - tally.answered));
  const p50 = tallies.map((tally) => tally?.answerTimes.p50Milliseconds ?? null);
  const p95 = tallies.map((tally) => tally?.answerTimes.p95Milliseconds ?? null);
  const inSeconds = (times: readonly (number | null)[]): (number | null)[] =>
    times.map((time) => (time === null ? null : time / 1000));
  return {
    calls: overTime(names, [
      {
        name: words.answered,
        color: BLUE,
        heights: tallies.map((tally) => tally?.answered ?? 0),
        say: (index) => whole(tallies[index]?.answered ?? 0),
        as: 'STACK',
      },
      {
        name: words.notAnsweredYet,
        color: GREY,
        heights: others,
        say: (index) => whole(others[index] ?? 0),
        as: 'STACK',
      },
    ]),
    cost: overTime(names, [
      {
        name: `${words.cost} (¥)`,
        color: GREEN,
        heights: tallies.map((tally) => Number(tally?.cost ?? 0)),
        say: (index) => yuan(tallies[index]?.cost ?? '0.00'),
        as: 'BAR',
      },
    ]),
    times: overTime(names, [
      {
        name: `${words.answerTime} ${words.p50} (s)`,
        color: BLUE,
        heights: inSeconds(p50),
        say: (index) => seconds(p50[index]),
        as: 'LINE',
      },
      {
        name: `${words.p95} (s)`,
        color: '#8a4b00',
        heights: inSeconds(p95),
        say: (index) => seconds(p95[index]),
        as: 'LINE',
      },
      {
        name: words.promise,
        color: RED,
        heights: names.map(() => PROMISED_SECONDS),
        say: () => seconds(PROMISED_SECONDS * 1000),
        as: 'LIMIT',
      },
    ]),
  };
}

/** CALL-9, for where no answer has told it. */
const PROMISED_SECONDS = 5;
