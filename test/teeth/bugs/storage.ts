import type { Bug } from '../bug.ts';

const repository = 'src/adapters/postgres/account-repository.ts';

export const storageBugs: readonly Bug[] = [
  {
    name: 'a call can have two resolutions',
    edits: [
      {
        file: 'src/adapters/postgres/migrations/0002-calls.ts',
        find: `-- CALL-6: a reservation ends once.
    PRIMARY KEY (account_id, call_id),`,
        replace: '',
      },
    ],
    tests: ['test/adapters/postgres/schema.test.ts', 'test/adapters/postgres/account-repository.test.ts'],
  },
  {
    name: 'a COMMIT whose answer was lost is sent again blindly',
    edits: [
      {
        file: repository,
        find: 'if (!(await this.#tookPlace(scene, error)))',
        replace: 'if (!(await this.#tookPlace(scene, error).then(() => false)))',
      },
    ],
    tests: ['test/adapters/postgres/lost-answers.test.ts'],
  },
  {
    name: 'an event is published before its commit',
    edits: [
      {
        file: repository,
        find: 'const answers = await commit(client, statements).catch(',
        replace: 'this.committed(account, head);\n    const answers = await commit(client, statements).catch(',
      },
      { file: repository, find: '    });\n    this.committed(account, head);', replace: '    });' },
    ],
    tests: ['test/adapters/postgres/account-repository.test.ts', 'test/adapters/postgres/lost-answers.test.ts'],
  },
  {
    name: 'an account is read without its lock',
    edits: [
      {
        file: repository,
        find: "'SELECT * FROM account WHERE id = $1 FOR UPDATE'",
        replace: "'SELECT * FROM account WHERE id = $1'",
      },
    ],
    tests: ['test/adapters/postgres/account-repository.test.ts', 'test/application/money-for-k.test.ts'],
  },
  {
    name: 'the ledger may be changed',
    edits: [
      {
        file: 'src/adapters/postgres/migrations/0005-access.ts',
        find: 'GRANT SELECT, INSERT, UPDATE ON account, app,',
        replace: 'GRANT SELECT, INSERT, UPDATE ON transfer, account, app,',
      },
    ],
    tests: ['test/adapters/postgres/audit.test.ts'],
  },
  {
    name: 'the audit forgets resolutions',
    edits: [
      {
        file: 'src/adapters/postgres/audit/call-checks.ts',
        find: "WHERE r.kind IS DISTINCT FROM CASE c.money_state WHEN 'SETTLED' THEN 'SETTLE' WHEN 'VOIDED' THEN 'VOID' END",
        replace: 'WHERE false',
      },
    ],
    tests: ['test/adapters/postgres/audit.test.ts'],
  },
  {
    name: 'an AppSecret opens for every app',
    edits: [
      {
        file: 'src/application/credentials-of.ts',
        find: 'return `${app.account}/${app.id}`;',
        replace: 'return `${app.account.slice(0, 0)}`;',
      },
    ],
    tests: ['test/application/apps.test.ts'],
  },
];
