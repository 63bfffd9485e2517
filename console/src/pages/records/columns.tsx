import type { TableColumnType } from 'antd';
import { Link } from 'react-router';
import type { CallRecordsQuery } from '../../api/generated/graphql.ts';
import type { Words } from '../../i18n/words.ts';
import { CallStatusTag } from '../../parts/call-status.tsx';
import { pathOf } from '../../parts/call-link.tsx';
import { Money } from '../../parts/money.tsx';
import { talkClock } from '../../parts/talk.ts';
import { seconds, Time } from '../../parts/time.tsx';

export type CallRecord = CallRecordsQuery['callRecords']['edges'][number]['node'];
type Column = TableColumnType<CallRecord> & { readonly title: string };

/** When it was placed leads to the call, and is always shown. */
export const COLUMN_NAMES = [
  ...(['kind', 'caller', 'callee', 'status', 'talked', 'minutes', 'charge', 'lateCharge'] as const),
  ...(['timeToAnswer', 'endedBy', 'hangUpCause', 'endedAt', 'app', 'reference'] as const),
];
export type ColumnName = (typeof COLUMN_NAMES)[number];

export const USUAL_COLUMNS: readonly ColumnName[] = [
  ...(['caller', 'callee', 'status', 'talked', 'minutes', 'charge', 'endedBy', 'app', 'reference'] as const),
];

export function placedColumn(words: Words): Column {
  return {
    title: words.placedAt,
    render: (_, one) => (
      <Link to={pathOf(one)}>
        <Time of={one.placedAt} />
      </Link>
    ),
  };
}

export function columnsOf(words: Words): Record<ColumnName, Column> {
  return {
    kind: {
      title: words.records.callKind,
      render: (_, one) => words.records.kinds[one.__typename === 'Call' ? 'CALL' : 'CONFERENCE'],
    },
    caller: { title: words.caller, className: 'figures', render: (_, one) => numbersOf(one).caller },
    callee: { title: words.callee, render: (_, one) => numbersOf(one).callees.join(', ') },
    status: { title: words.state, render: (_, { status }) => <CallStatusTag status={status} /> },
    talked: {
      title: words.talked,
      align: 'right',
      className: 'figures',
      render: (_, { talkSeconds }) => talkClock(talkSeconds),
    },
    minutes: {
      title: words.billedMinutes,
      align: 'right',
      className: 'figures',
      render: (_, { minutes }) => minutes ?? '–',
    },
    charge: { title: words.charge, align: 'right', render: (_, { charge }) => <Money of={charge} /> },
    lateCharge: {
      title: words.records.lateCharge,
      align: 'right',
      render: (_, { lateCharge }) => <Money of={lateCharge} />,
    },
    timeToAnswer: {
      title: words.timeToAnswer,
      align: 'right',
      className: 'figures',
      render: (_, { timeToAnswerMilliseconds }) => seconds(timeToAnswerMilliseconds),
    },
    endedBy: { title: words.endedBy, render: (_, { endedBy }) => (endedBy == null ? '–' : words.enders[endedBy]) },
    hangUpCause: {
      title: words.records.hangUpCause,
      render: (_, { hangUpCause: cause }) => (cause == null ? '–' : words.records.causes[cause]),
    },
    endedAt: { title: words.endedAt, render: (_, { endedAt }) => <Time of={endedAt} /> },
    app: { title: words.app, render: (_, { app }) => app.name },
    reference: { title: words.reference, render: (_, { reference }) => reference ?? '–' },
  };
}

interface Numbers {
  readonly caller: string;
  readonly callees: readonly string[];
}

export function numbersOf(record: CallRecord): Numbers {
  if (record.__typename === 'Call') return { caller: record.caller, callees: [record.callee] };
  const [caller, ...callees] = record.participants.map(({ number }) => number);
  return { caller: caller ?? '', callees };
}
