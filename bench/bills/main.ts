import { Client } from 'pg';
import { PostgresAuditor } from '../../src/adapters/postgres/audit/audit.ts';
import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import type { Log } from '../../src/application/ports/ports.ts';
import { readConfig } from '../../src/config.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { keyFingerprint, secretsKey } from '../../src/secrets-key.ts';
import { withDatabase } from '../../src/with-database.ts';
import { falseBills } from '../../test/support/bill-oracle.ts';
import { billMonths } from './bill-months.ts';
import { exportCalls } from './export-calls.ts';
import { unbilledCopy } from './unbilled-copy.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const log: Log = (level, message, fields) => {
  if (level !== 'info') say(`${message} ${JSON.stringify(fields)}`);
};

/**
 * `npm run bench:bills`: bills a copy of the configured database, which `npm run seed` has filled, month by month, and
 * compares the bills with an oracle over the ledger, and audits it; before that it exports all calls of the account with most.
 * Exits with 1 where a bill is wrong or the audit finds something.
 */
const config = readConfig(process.env);
const key = await secretsKey(config.secretsKey, config.dataFolder);
await withDatabase(config, async (original) => {
  const copy = await unbilledCopy(original);
  try {
    // First: with bills there are mails with bills to be sent, which take memory too.
    const exported = await exportCalls(copy.url, key, await busiest(copy.url));
    const { rows, bytes, seconds, memoryBefore, memory } = exported;
    say(`export of ${rows} calls, ${megabytes(bytes)}: ${seconds.toFixed(1)} s`);
    say(`memory of the service: ${megabytes(memoryBefore)} before, ${megabytes(memory)} at most`);
    await bill(copy.url);
    await examine(copy.url);
  } finally {
    await copy.drop();
  }
});

async function bill(url: string): Promise<void> {
  const secrets = new AesSecrets(key);
  const wall = (): Date => new Date();
  const postgres = await openPostgres({ url, clockRate: null, wall, secretsFingerprint: keyFingerprint(secrets), log });
  try {
    for await (const { month, bills, lines, seconds, bytes } of billMonths(url, { ...postgres, secrets }, log)) {
      say(`${month}  ${bills} bills, ${lines} lines: ${seconds.toFixed(1)} s, ${megabytes(bytes)}`);
    }
  } finally {
    await postgres.close();
  }
}

async function examine(url: string): Promise<void> {
  const wrong = await asOwner(url, falseBills);
  say(`bills that are not what an oracle makes of the ledger: ${wrong.length}`);
  const begun = performance.now();
  const violations = await new PostgresAuditor({ url, horizonSeconds: 1 }).violations();
  say(`audit: ${violations.length} violations, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  for (const line of [...wrong, ...violations.map((violation) => JSON.stringify(violation))]) say(line);
  if (wrong.length + violations.length > 0) process.exitCode = 1;
}

async function busiest(url: string): Promise<AccountId> {
  return asOwner(url, async (client) => {
    const sql = 'SELECT account_id AS id FROM call GROUP BY 1 ORDER BY count(*) DESC LIMIT 1';
    const [account] = (await client.query<{ id: AccountId }>(sql)).rows;
    if (account === undefined) throw new Error('There are no calls: run npm run seed first.');
    return account.id;
  });
}

async function asOwner<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
