import type { Bug } from '../bug.ts';

export const wallBugs: readonly Bug[] = [
  {
    name: 'what a decision looks up is found in any account',
    edits: [
      {
        file: 'src/adapters/postgres/lookups.ts',
        find: 'WHERE account_id = $1 ${where}',
        replace: 'WHERE (true OR account_id = $1) ${where}',
      },
    ],
    tests: ['test/isolation/matrix.test.ts'],
  },
  {
    name: 'nobody asks whether a role may disable a service',
    edits: [
      {
        file: 'src/application/enable-service.ts',
        find: `permit(principal, 'disableService');`,
        replace: `permit(principal, 'viewAccount');`,
      },
    ],
    tests: ['test/isolation/matrix.test.ts'],
  },
  {
    name: 'reads leave it to row-level security whose rows they are',
    edits: [
      {
        file: 'src/adapters/postgres/view.ts',
        find: 'row.${accountColumn} = :account',
        replace: '(true OR row.${accountColumn} = :account)',
      },
    ],
    tests: ['test/adapters/postgres/access.test.ts', 'test/isolation/walls.test.ts'],
  },
  {
    name: 'row-level security shows calls to everybody',
    edits: [
      {
        file: 'src/adapters/postgres/migrations/0005-access.ts',
        find: 'USING (${account} = nullif',
        replace: `USING ('\${table}' = 'call' OR \${account} = nullif`,
      },
    ],
    tests: ['test/isolation/walls.test.ts'],
  },
];
