import { Alert, Card, Skeleton, Statistic } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/language.tsx';
import type { Words } from '../../i18n/words.ts';
import { pathOf } from '../../parts/call-link.tsx';
import { CallStatusTag } from '../../parts/call-status.tsx';
import { Money, yuan } from '../../parts/money.tsx';
import { NarrowRow } from '../../parts/narrow-row.tsx';
import { Nothing, Page, Trouble } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
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
      <Card>{under.size === 0 ? <Nothing say={words.nothingUnderWay} /> : <Listed rows={newestFirst(under)} />}</Card>
    </>
  );
}

/** Only the rows that are seen are drawn. */
const FRAME = { width: 900, height: 520 };

function Listed({ rows }: { rows: LiveRow[] }): ReactNode {
  const { words } = useLanguage();
  return (
    <Rows
      rows={rows}
      keyOf={({ call }) => call.id}
      frame={FRAME}
      narrow={(row) => <NarrowCall row={row} />}
      columns={[
        { title: words.state, width: 150, render: (_, { call }) => <CallStatusTag status={call.status} /> },
        {
          title: words.numbers,
          width: 270,
          render: (_, { call }) => (
            <Link to={pathOf(call)} className="figures">
              {nameOf(call, words)}
            </Link>
          ),
        },
        { title: words.placedAt, width: 180, render: (_, { call }) => <Time of={call.placedAt} /> },
        { title: words.costSoFar, width: 110, align: 'right', render: (_, { cost }) => <Money of={cost?.cost} /> },
        { title: words.app, width: 140, ellipsis: true, render: (_, { call }) => call.app.name },
      ]}
    />
  );
}

function NarrowCall({ row: { call, cost } }: { row: LiveRow }): ReactNode {
  const { words } = useLanguage();
  return (
    <NarrowRow
      to={pathOf(call)}
      first={[
        <span key="numbers" className="figures">
          {nameOf(call, words)}
        </span>,
      ]}
      second={[
        <CallStatusTag key="status" status={call.status} />,
        <strong key="cost">
          <Money of={cost?.cost} />
        </strong>,
      ]}
      details={[[<Time key="placed" of={call.placedAt} />, call.app.name]]}
    />
  );
}

function nameOf(call: LiveRow['call'], words: Words): string {
  return call.__typename === 'Call' ? `${call.caller} → ${call.callee}` : words.conferenceOf(call.participants.length);
}
