import type { Bug } from '../bug.ts';

export const moneyBugs: readonly Bug[] = [
  {
    name: 'a conference costs what a call of two costs',
    edits: [
      {
        file: 'src/domain/parties.ts',
        find: 'return 1 + calleesOf(parties).length;',
        replace: 'return 1 + calleesOf(parties).slice(0, 1).length;',
      },
    ],
    tests: ['test/domain/conference.test.ts', 'test/application/conference-orders.test.ts'],
  },
  {
    name: 'a started minute is rounded down',
    edits: [{ file: 'src/domain/tariff.ts', find: 'Math.ceil(seconds', replace: 'Math.floor(seconds' }],
    tests: ['test/domain/tariff.test.ts'],
  },
  {
    name: 'the first second costs nothing',
    edits: [{ file: 'src/domain/tariff.ts', find: 'Math.ceil(seconds /', replace: 'Math.ceil((seconds - 1) /' }],
    tests: ['test/domain/tariff.test.ts'],
  },
  {
    name: 'a call is priced at its settlement',
    edits: [
      {
        file: 'src/domain/settlement.ts',
        find: `const charge = talkCost(call.order, report.talkSeconds);
  const endedAt`,
        replace: `const charge = talkCost({ ...call.order, tariff: Tariff.standard('CONVERSATION') }, report.talkSeconds);
  const endedAt`,
      },
      {
        file: 'src/domain/settlement.ts',
        find: `import { talkCost } from './quote.ts';`,
        replace: `import { talkCost } from './quote.ts';\nimport { Tariff } from './tariff.ts';`,
      },
    ],
    tests: ['test/domain/settlement.test.ts'],
  },
  {
    name: 'nothing guards the balance, in the domain or the database',
    edits: [
      {
        file: 'src/domain/account.ts',
        find: `'a reservation sets something aside');
    if (amount.exceeds(this.available)) {`,
        replace: `'a reservation sets something aside');
    if (amount.isNegative) {`,
      },
      {
        file: 'src/domain/account.ts',
        find: "assert(!fields.reserved.exceeds(fields.balance), 'no more is reserved than there is');",
        replace: '',
      },
      {
        file: 'src/adapters/postgres/migrations/0001-people.ts',
        find: 'CHECK (0 <= reserved_fen AND reserved_fen <= balance_fen)',
        replace: 'CHECK (true)',
      },
    ],
    tests: ['test/domain/account.test.ts'],
  },
  {
    name: 'a charge above the reservation takes what is not there',
    edits: [{ file: 'src/domain/account.ts', find: 'charge.atMost(available)', replace: 'charge' }],
    tests: ['test/domain/account.test.ts', 'test/domain/settlement.test.ts'],
  },
  {
    name: 'a shortfall calls nobody',
    edits: [
      {
        file: 'src/domain/settlement.ts',
        find: "alarms: missing.isZero ? [] : [{ kind: 'SHORTFALL', subject: call.id, openedAt: now }],",
        replace: 'alarms: [],',
      },
    ],
    tests: ['test/domain/settlement.test.ts'],
  },
  {
    name: 'an idempotency key is not bound to its input',
    edits: [
      { file: 'src/domain/request.ts', find: 'if (earlier.input !== input)', replace: 'if (earlier.input === null)' },
    ],
    tests: ['test/domain/request.test.ts'],
  },
  {
    name: 'a difference is no discrepancy',
    edits: [
      {
        file: 'src/domain/settlement.ts',
        find: 'if (settled === null || settled.talkSeconds === report.talkSeconds) return {};',
        replace: 'if (settled !== undefined) return {};',
      },
    ],
    tests: ['test/domain/settlement.test.ts'],
  },
];
