import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimNoticeMails, addressNotices } from '../../../src/adapters/postgres/notice-mails.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { noticeMailsContract } from '../../contracts/notice-mails.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let replicas: readonly [Postgres, Postgres];
beforeAll(async () => {
  database = await createDatabase();
  replicas = [await open(database.url), await open(database.url)];
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await database.drop();
});

const run = (sql: string): Promise<unknown> => administer((client) => client.query(sql), database.url);

noticeMailsContract('PostgreSQL', () => {
  const [ours, theirs] = replicas;
  return Promise.resolve({
    accounts: ours.accounts,
    ours: ours.noticeMails,
    theirs: theirs.noticeMails,
    pass: async (seconds) => {
      await run(`UPDATE notice_mail SET due_at = due_at - interval '${seconds} seconds'`);
    },
    // Nothing that a test leaves is due in the next.
    close: async () => {
      await run(`UPDATE notice_mail SET state = 'GIVEN_UP' WHERE state = 'PENDING'`);
    },
  });
});

it.each([
  ['addressing', addressNotices, ['8', `'{OWNER}'`], 'notice_new'],
  ['claiming', claimNoticeMails, ['8', '300', `'{OWNER}'`], 'notice_mail_due'],
])('looks for work by an index alone: %s', async (_, text, values, index) => {
  const plan = await administer(async (client) => {
    await client.query('SET enable_seqscan = off');
    const literal = text.replaceAll(/\$(\d)/g, (_match, place: string) => values[Number(place) - 1]!);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${literal}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }, database.url);
  expect(plan).toMatch(new RegExp(`Index Scan.* ${index}`));
});
