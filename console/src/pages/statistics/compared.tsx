import { Card, Segmented, Table, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CallFilter, CallGroupsQuery, HangUpCause, StatisticsGrouping } from '../../api/generated/graphql.ts';
import { AppsDocument, CallGroupsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import type { Chosen } from '../../parts/call-filter.ts';
import { percent } from '../../parts/count.ts';
import { Answered } from '../../parts/page.tsx';
import { tallyColumns } from './tally-columns.tsx';

const MOST_GROUPS = 20;

interface ComparedProps {
  readonly filter: CallFilter;
  /** How many calls there are, of which each group is a share. */
  readonly all: number;
  readonly grouping: StatisticsGrouping;
  readonly choose: (grouping: StatisticsGrouping) => void;
  readonly recordsOf: (chosen: Partial<Chosen>) => string;
}

/** The same calls put together by number, app or cause, those with most calls first. */
export function Compared({ choose, ...rest }: ComparedProps): ReactNode {
  const { words } = useLanguage();
  const { statistics } = words;
  const { grouping } = rest;
  const options = (['NUMBER', 'APP', 'HANG_UP_CAUSE'] as const).map((value) => ({
    value,
    label: statistics.groupings[value],
  }));
  return (
    <Card
      title={statistics.compared}
      extra={<Segmented aria-label={statistics.grouping} value={grouping} options={options} onChange={choose} />}
    >
      {grouping === 'NUMBER' && <Typography.Paragraph type="secondary">{statistics.numbersAbout}</Typography.Paragraph>}
      <Groups key={grouping} {...rest} />
    </Card>
  );
}

type Group = CallGroupsQuery['callStatistics']['groups'][number];

function Groups({ filter, all, grouping, recordsOf }: Omit<ComparedProps, 'choose'>): ReactNode {
  const { words } = useLanguage();
  const { statistics } = words;
  const asked = useAsk(CallGroupsDocument, { filter, grouping, most: MOST_GROUPS });
  return (
    <Answered asked={asked}>
      {({ callStatistics: { groups } }) => (
        <>
          <Table
            rowKey={({ key }) => key ?? ''}
            size="middle"
            dataSource={[...groups]}
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={[
              {
                title: statistics.groupings[grouping],
                render: (_, { key }) => <Key of={key ?? null} grouping={grouping} recordsOf={recordsOf} />,
              },
              { title: statistics.share, width: 140, render: (_, { tally }) => <Share of={tally.calls} all={all} /> },
              ...tallyColumns<Group>(words),
            ]}
          />
          {groups.length === MOST_GROUPS && (
            <Typography.Text type="secondary">{statistics.mostOnes(MOST_GROUPS)}</Typography.Text>
          )}
        </>
      )}
    </Answered>
  );
}

function Share({ of, all }: { of: number; all: number }): ReactNode {
  const share = all === 0 ? 0 : of / all;
  return (
    <div className="share figures">
      <span className="share-bar" style={{ inlineSize: `${share * 100}%` }} />
      {percent(share)}
    </div>
  );
}

interface KeyProps extends Pick<ComparedProps, 'grouping' | 'recordsOf'> {
  readonly of: string | null;
}

function Key({ of: key, grouping, recordsOf }: KeyProps): ReactNode {
  const { words } = useLanguage();
  const { data } = useAsk(AppsDocument, {}, { about: ['App'] });
  if (grouping === 'HANG_UP_CAUSE')
    return key === null ? words.statistics.noCause : words.records.causes[key as HangUpCause];
  const app = data?.apps.find(({ id }) => id === key)?.name;
  return (
    <Link to={recordsOf(grouping === 'APP' ? { appId: key } : { number: key })} className="figures">
      {grouping === 'APP' ? (app ?? words.statistics.removedApp) : key}
    </Link>
  );
}
