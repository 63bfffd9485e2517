import type { Bug } from '../bug.ts';

const domain = 'src/domain/bill-check.ts';
const rule = ['test/domain/bill-check.test.ts'];
const turns = 'src/application/pace/turns.ts';
const pace = ['test/application/pace/turns.test.ts'];
const checking = 'src/application/billing/check-bills.ts';
const checked = ['test/application/check-bills.test.ts'];
const store = 'src/adapters/postgres/bill-checks.ts';
const stored = ['test/adapters/postgres/bill-checks.test.ts'];

export const billCheckBugs: readonly Bug[] = [
  {
    name: 'a bill is compared with the provider by started minutes',
    edits: [
      {
        file: domain,
        find: 'told.seconds === talkSeconds ?',
        replace: 'Math.ceil(told.seconds / 60) === Math.ceil((talkSeconds ?? 0) / 60) ?',
      },
    ],
    tests: rule,
  },
  {
    name: 'an old call that the provider has forgotten is missing',
    edits: [
      {
        file: domain,
        find: 'session === null || placedAt.getTime() < now.getTime() - days * DAY_MS',
        replace: 'days < 0',
      },
    ],
    tests: rule,
  },
  {
    name: 'an answer that tells nothing makes a call missing',
    edits: [{ file: checking, find: "news.kind === 'UNKNOWN' && news.isMissing === true ?", replace: 'news.kind ?' }],
    tests: checked,
  },
  {
    name: 'a bill that differs calls nobody',
    edits: [{ file: checking, find: 'if (found.some(differs)) await callSomebody(ports, claimed);', replace: '' }],
    tests: checked,
  },
  {
    name: 'a line is done with before its question had a turn',
    edits: [
      {
        file: checking,
        find: "if (told === null) return gone('NO_ROOM');",
        replace: 'if (told === null) continue;',
      },
    ],
    tests: checked,
  },
  {
    name: 'checks of bills take what starts would need',
    edits: [{ file: turns, find: 'Math.min(burst, WHOLE + burst * SHARE_LEFT_BY_CHECKS)', replace: 'WHOLE' }],
    tests: pace,
  },
  {
    name: 'checks of bills go before queries',
    edits: [
      {
        file: turns,
        find: 'this.#first.shift() ?? this.#later.shift() ?? this.#takeCheck(now)',
        replace: 'this.#first.shift() ?? this.#takeCheck(now) ?? this.#later.shift()',
      },
    ],
    tests: pace,
  },
  {
    name: 'two workers have the same bill',
    edits: [
      {
        file: store,
        find: 'due_at <= statement_timestamp() AND ${isFree}',
        replace: 'due_at <= statement_timestamp()',
      },
    ],
    tests: stored,
  },
  {
    name: 'a claim that has run out says how a check goes on',
    edits: [
      {
        file: store,
        find: 'finished_at = CASE WHEN claim = $5 AND $10 IS NULL',
        replace: 'finished_at = CASE WHEN $10 IS NULL',
      },
    ],
    tests: stored,
  },
  {
    name: 'what was found of a line is replaced by what is found later',
    edits: [
      {
        file: store,
        find: 'ON CONFLICT DO NOTHING RETURNING state',
        replace: 'ON CONFLICT (account_id, line_id) DO UPDATE SET state = excluded.state RETURNING state',
      },
    ],
    tests: stored,
  },
  {
    name: 'lines that match are in the list of a bill’s differences',
    edits: [
      {
        file: 'src/adapters/postgres/bill-lines.ts',
        find: "AND k.month_start = $${5 + place.length} AND k.state <> 'MATCHED'",
        replace: 'AND k.month_start = $${5 + place.length}',
      },
    ],
    tests: ['test/application/planted-differences.test.ts'],
  },
];
