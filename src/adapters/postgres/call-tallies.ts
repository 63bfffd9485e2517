import type { CallTally, Grouping } from '../../domain/call-statistics.ts';
import { PROMISED_ANSWER_MS } from '../../domain/call-statistics.ts';
import { Money } from '../../domain/money.ts';
import type { Period } from '../../domain/period.ts';
import type { CallChoice, Question } from './call-search.ts';
import { Asking } from './call-search.ts';

/** Counts and sums arrive as decimal strings. */
export interface TallyRow {
  readonly calls: string;
  readonly ended: string;
  readonly answered: string;
  readonly talk_seconds: string;
  readonly minutes: string;
  readonly cost_fen: string;
  readonly known: string;
  readonly within_promise: string;
  readonly percentiles: readonly (string | null)[] | null;
}

/** The rules of counting are the domain's (`tally`): this counts the same, where the rows are. */
const TALLY = `
  count(*) AS calls,
  count(*) FILTER (WHERE money_state <> 'RESERVED') AS ended,
  count(*) FILTER (WHERE talk_seconds > 0) AS answered,
  coalesce(sum(talk_seconds), 0) AS talk_seconds,
  coalesce(sum((talk_seconds + 59) / 60), 0) AS minutes,
  coalesce(sum(charge_fen), 0) AS cost_fen,
  count(time_to_answer_ms) AS known,
  count(*) FILTER (WHERE time_to_answer_ms <= ${PROMISED_ANSWER_MS}) AS within_promise,
  percentile_disc('{0.5,0.95}'::float8[]) WITHIN GROUP (ORDER BY time_to_answer_ms) AS percentiles`;
const COUNTED = 'placed_at, money_state, talk_seconds, charge_fen, time_to_answer_ms';

export function fromTallyRow(row: TallyRow): CallTally {
  const [p50 = null, p95 = null] = row.percentiles ?? [];
  return {
    calls: Number(row.calls),
    ended: Number(row.ended),
    answered: Number(row.answered),
    talkSeconds: BigInt(row.talk_seconds),
    minutes: BigInt(row.minutes),
    cost: Money.fen(BigInt(row.cost_fen)),
    answerTimes: {
      known: Number(row.known),
      withinPromise: Number(row.within_promise),
      p50: p50 === null ? null : Number(p50),
      p95: p95 === null ? null : Number(p95),
    },
  };
}

export function tallyQuestion(choice: CallChoice): Question {
  const asking = new Asking();
  return { sql: `SELECT ${TALLY} FROM ${found(asking, choice, COUNTED)}`, values: asking.values };
}

/** A fixed distance from UTC: what the zone's name means changes with its history. */
const IN_CHINA = `AT TIME ZONE INTERVAL '8 hours'`;

export function seriesQuestion(choice: CallChoice, period: Period, most: number): Question {
  const asking = new Asking();
  const key = `date_trunc('${period.toLowerCase()}', placed_at ${IN_CHINA}) ${IN_CHINA}`;
  const from = found(asking, choice, COUNTED);
  const sql = `SELECT ${key} AS key, ${TALLY} FROM ${from} GROUP BY 1 ORDER BY 1 LIMIT ${asking.bind(most)}`;
  return { sql, values: asking.values };
}

const keys: Readonly<Record<Grouping, string>> = {
  APP: 'app_id::text',
  NUMBER: 'number',
  HANG_UP_CAUSE: 'hang_up_cause',
};

export function groupsQuestion(choice: CallChoice, by: Grouping, most: number): Question {
  const asking = new Asking();
  const calls = found(asking, choice, `${COUNTED}, app_id, hang_up_cause, caller, callee, callees`);
  const parties = `CROSS JOIN LATERAL unnest(ARRAY[caller, callee] || callees) AS party (number)`;
  const from = by === 'NUMBER' ? `${calls} ${parties} WHERE number IS NOT NULL` : calls;
  const order = `ORDER BY calls DESC, ${keys[by]} COLLATE "C" NULLS LAST`;
  const sql = `SELECT ${keys[by]} AS key, ${TALLY} FROM ${from} GROUP BY ${keys[by]} ${order} LIMIT ${asking.bind(most)}`;
  return { sql, values: asking.values };
}

function found(asking: Asking, choice: CallChoice, columns: string): string {
  const sides = asking.sides(choice).map((side) => `SELECT ${columns} FROM call ${side}`);
  return `(${sides.join(' UNION ALL ')}) AS found`;
}
