import { Alert, Card, Flex, Grid, Skeleton, Statistic, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/language.tsx';
import { CallStatusTag } from '../../parts/call-status.tsx';
import { Money, yuan } from '../../parts/money.tsx';
import { Nothing, Page, Trouble } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import type { LiveRow, Under } from './board-state.ts';
import { newestFirst, reservedFen } from './board-state.ts';
import { useBoard } from './use-board.ts';

export function Board(): ReactNode {
  const { words } = useLanguage();
  const { under, isWhole, failure } = useBoard();
  return (
    <Page title={words.places.live} about={words.liveAbout}>
      {failure !== null && <Trouble error={failure} />}
      {!isWhole && <Alert type="info" showIcon title={words.notWhole} />}
      {under === null ? failure === null && <Skeleton active /> : <Shown under={under} />}
    </Page>
  );
}

function Shown({ under }: { under: Under }): ReactNode {
  const { words } = useLanguage();
  const talking = [...under.values()].filter(({ call }) => call.status === 'IN_PROGRESS').length;
  const fen = reservedFen(under).toString().padStart(3, '0');
  return (
    <>
      <div className="grid">
        <Card>
          <Statistic title={words.underWay} value={under.size} />
        </Card>
        <Card>
          <Statistic title={words.talking} value={talking} />
        </Card>
        <Card>
          <Statistic title={words.reserved} value={yuan(`${fen.slice(0, -2)}.${fen.slice(-2)}`)} />
        </Card>
      </div>
      <Card>{under.size === 0 ? <Nothing say={words.nothingUnderWay} /> : <Rows rows={newestFirst(under)} />}</Card>
    </>
  );
}

/** Only the rows that are seen are drawn. */
function Rows({ rows }: { rows: LiveRow[] }): ReactNode {
  const isWide = Grid.useBreakpoint().md ?? true;
  const columns = useColumns(isWide);
  return (
    <Table
      virtual
      size="middle"
      rowKey={({ call }) => call.id}
      dataSource={rows}
      pagination={false}
      scroll={{ x: isWide ? 900 : 280, y: 520 }}
      columns={columns}
    />
  );
}

/** On a telephone state and cost stand below the numbers, and all has room. */
function useColumns(isWide: boolean): TableColumnsType<LiveRow> {
  const { words } = useLanguage();
  if (!isWide)
    return [
      {
        title: words.numbers,
        render: (_, row) => (
          <>
            <Numbers row={row} />
            <Flex justify="space-between">
              <CallStatusTag status={row.call.status} />
              <Money of={row.cost?.cost} />
            </Flex>
          </>
        ),
      },
    ];
  return [
    { title: words.state, width: 150, render: (_, { call }) => <CallStatusTag status={call.status} /> },
    { title: words.numbers, width: 270, render: (_, row) => <Numbers row={row} /> },
    { title: words.placedAt, width: 180, render: (_, { call }) => <Time of={call.placedAt} /> },
    { title: words.costSoFar, width: 110, align: 'right', render: (_, { cost }) => <Money of={cost?.cost} /> },
    { title: words.app, width: 140, ellipsis: true, render: (_, { call }) => call.app.name },
  ];
}

function Numbers({ row: { call } }: { row: LiveRow }): ReactNode {
  const { words } = useLanguage();
  if (call.__typename === 'Call')
    return (
      <Link to={`/calls/${call.id}`} className="figures">
        {call.caller} → {call.callee}
      </Link>
    );
  return <Link to={`/conferences/${call.id}`}>{words.conferenceOf(call.participants.length)}</Link>;
}
