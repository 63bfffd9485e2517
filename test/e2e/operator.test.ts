import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Argon2Passwords } from '../../src/adapters/system/argon2-passwords.ts';
import type { TestDatabase } from '../support/database.ts';
import { createDatabase, secretsKey } from '../support/database.ts';
import { open } from '../support/postgres.ts';

const start = promisify(execFile);
const password = 'ten characters 电池';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

/** What the command printed, and with what it ended. `typed` is its input; it is no terminal. */
async function operator(words: readonly string[], typed = '', given: NodeJS.ProcessEnv = {}): Promise<string> {
  const variables = { DATABASE_URL: database.url, SECRETS_KEY: secretsKey.toString('base64'), ...given };
  const running = start(process.execPath, ['--import', 'tsx', 'src/operator.ts', ...words], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...variables },
  });
  running.child.stdin?.end(typed);
  return await running.then(
    ({ stdout, stderr }) => `0 ${stdout}${stderr}`,
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return `${code} ${stdout}${stderr}`;
    },
  );
}

it('makes operators with a password from its input or from the environment, and lists them', async () => {
  expect(await operator(['create', 'Wang@example.cn'], `${password}\n`)).toBe(
    '0 wang@example.cn is an operator now.\n',
  );
  const secret = { OPERATOR_PASSWORD: password };
  expect(await operator(['create', 'li@example.cn'], '', secret)).toBe('0 li@example.cn is an operator now.\n');
  expect(await operator(['list'])).toMatch(/^0 li@example\.cn {2}since \d{4}-\S+Z\nwang@example\.cn {2}since \S+Z\n$/);
  const postgres = await open(database.url);
  for (const one of await postgres.operators.all()) {
    expect(await new Argon2Passwords().verify(one.passwordHash, password)).toBe(true);
  }
  await postgres.close();
}, 60_000);

it('gives an operator another password', async () => {
  const another = 'another password 电池';
  await operator(['create', 'zhao@example.cn'], `${password}\n`);
  expect(await operator(['password', 'Zhao@example.cn'], `${another}\n`)).toBe(
    '0 zhao@example.cn has another password now, and is signed in nowhere.\n',
  );
  const nobody = await operator(['password', 'nobody@example.cn'], another);
  expect(nobody).toBe('1 Nobody is an operator by that e-mail.\n');
  const postgres = await open(database.url);
  const { passwordHash } = (await postgres.operators.byEmail('zhao@example.cn'))!;
  const passwords = new Argon2Passwords();
  expect(await passwords.verify(passwordHash, another)).toBe(true);
  expect(await passwords.verify(passwordHash, password)).toBe(false);
  await postgres.close();
}, 60_000);

it('says what is wrong, and ends with 1', async () => {
  expect(await operator(['create', 'qian@example.cn'], 'short\n')).toBe(
    '1 A password has from 10 to 128 characters.\n',
  );
  expect(await operator(['create', 'nobody'], password)).toMatch(/^1 email is not an e-mail address/);
  for (const words of [[], ['create'], ['remove', 'li@example.cn']]) {
    expect(await operator(words)).toMatch(/^1 Usage: npm run operator -- create <e-mail>/);
  }
}, 60_000);
