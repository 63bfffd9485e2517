import { Card, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { StatisticsGrouping, StatisticsPeriod } from '../../api/generated/graphql.ts';
import { CallExportDocument, CallTotalsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage, useServiceLanguage } from '../../i18n/language.tsx';
import type { Chosen } from '../../parts/call-filter.ts';
import { addressOf, chosenIn, filterOf } from '../../parts/call-filter.ts';
import { CallFilterForm } from '../../parts/call-filter-form.tsx';
import { lastDays } from '../../parts/days.ts';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Compared } from './compared.tsx';
import { OverTime } from './over-time.tsx';
import type { Bounds } from './periods.ts';
import { isPossible } from './periods.ts';
import { Totals } from './totals.tsx';

const USUAL_DAYS = 30;

/** STAT-1: what calls add up to. What is looked at stands in the address; without days, it is the last thirty. */
export function Statistics(): ReactNode {
  const { words } = useLanguage();
  const language = useServiceLanguage();
  const [search, setSearch] = useSearchParams();
  const [usual] = useState(() => lastDays(USUAL_DAYS, new Date()));
  const said = chosenIn(search, words);
  const chosen = { ...said, from: said.from ?? said.to ?? usual.from, to: said.to ?? usual.to };
  return (
    <Page title={words.statistics.title} about={words.statistics.about}>
      <Card>
        <CallFilterForm chosen={chosen} choose={(next) => setSearch(addressOf(search, next))} needsDays withKind />
        <Flex wrap gap={16} align="center" className="toolbar">
          <Link to={recordsOf(chosen)}>{words.statistics.toRecords}</Link>
          <DownloadButton
            document={CallExportDocument}
            variables={{ filter: filterOf(chosen), language }}
            say={words.records.files.csv}
          />
        </Flex>
      </Card>
      <Counted key={JSON.stringify(chosen)} chosen={chosen} />
    </Page>
  );
}

interface CountedProps {
  readonly chosen: Chosen & Bounds;
}

function Counted({ chosen }: CountedProps): ReactNode {
  const { words } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const period = periodIn(search, chosen);
  const grouping = groupingIn(search);
  const filter = filterOf(chosen);
  const asked = useAsk(CallTotalsDocument, { filter });
  const say = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next);
  };
  return (
    <Answered asked={asked}>
      {({ callStatistics: { totals } }) =>
        totals.calls === 0 ? (
          <Card>
            <Nothing say={words.statistics.nothing} />
          </Card>
        ) : (
          <>
            <Totals of={totals} />
            <OverTime
              days={chosen}
              filter={filter}
              period={period}
              choose={(next) => say('by', next)}
              recordsOf={(days) => recordsOf({ ...chosen, ...days })}
            />
            <Compared
              filter={filter}
              all={totals.calls}
              grouping={grouping}
              choose={(next) => say('group', next)}
              recordsOf={(more) => recordsOf({ ...chosen, ...more })}
            />
          </>
        )
      }
    </Answered>
  );
}

function recordsOf(chosen: Partial<Chosen>): string {
  return `/records?${addressOf(new URLSearchParams(), chosen)}`;
}

/** One day by hours, more by days, where nothing else is chosen, or what is chosen would be too many parts. */
function periodIn(search: URLSearchParams, days: Bounds): StatisticsPeriod {
  const said = PERIODS.find((one) => one === search.get('by')) ?? (days.from === days.to ? 'HOUR' : 'DAY');
  return PERIODS.slice(PERIODS.indexOf(said)).find((one) => isPossible(one, days)) ?? 'MONTH';
}

const PERIODS: readonly StatisticsPeriod[] = ['HOUR', 'DAY', 'MONTH'];

function groupingIn(search: URLSearchParams): StatisticsGrouping {
  const said = search.get('group');
  return said === 'APP' || said === 'HANG_UP_CAUSE' ? said : 'NUMBER';
}
