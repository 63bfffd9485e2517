import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { inRole } from './adapters/postgres/data-source.ts';
import { openPostgres } from './adapters/postgres/open-postgres.ts';
import { findRoles } from './adapters/postgres/setup/roles.ts';
import { AesSecrets } from './adapters/system/aes-secrets.ts';
import { Argon2Passwords } from './adapters/system/argon2-passwords.ts';
import { createLog } from './adapters/system/log.ts';
import type { Config } from './config.ts';
import { projectFolder, readConfig } from './config.ts';
import { keyFingerprint, secretsKey } from './secrets-key.ts';
import type { Plan } from './seed/plant.ts';
import { plant } from './seed/plant.ts';
import { withDatabase } from './with-database.ts';

const usage =
  'Usage: npm run seed -- [--calls 10000] [--months 3] [--accounts 10] [--seed 1] [--until 2026-11]\n' +
  'The months end before the first of --until, in China; without it, before the present month.';

/** Whoever is planted signs in with it. */
const PASSWORD = 'seeded history';
const AHEAD_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * `npm run seed`: fills the configured database with accounts and the calls, charges and top-ups of whole months, as the
 * domain would have had them. The same seed and months give the same content, but for secrets and password hashes.
 */
async function main(): Promise<void> {
  const settings = join(projectFolder, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const config = readConfig(process.env);
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { calls: text, months: text, accounts: text, seed: text, until: text } });
  const count = (name: string, given: string | undefined, fallback: number): number => {
    const number = Number(given ?? fallback);
    if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} is a whole number from 1.\n${usage}`);
    return number;
  };
  const months = count('months', values.months, 3);
  const span = spanOf(months, values.until);
  const seed = count('seed', values.seed, 1);
  const accounts = count('accounts', values.accounts, 10);
  await sow(config, { seed, accounts, calls: count('calls', values.calls, 10_000), ...span });
}

async function sow(config: Config, plan: Plan): Promise<void> {
  const secrets = new AesSecrets(await secretsKey(config.secretsKey, config.dataFolder));
  const passwordHash = await new Argon2Passwords().hash(PASSWORD);
  await withDatabase(config, async (url) => {
    await prepare(url, config, secrets);
    const owner = new Client({ connectionString: url });
    await owner.connect();
    const roles = await findRoles(async (sql) => (await owner.query(sql)).rows as never);
    const client = new Client({ connectionString: inRole(url, roles.writer) });
    await client.connect();
    try {
      // What is lost with a crash is planted again, on a new database.
      await client.query('SET synchronous_commit = off');
      const rules = { tariff: config.settings.tariff, times: config.settings.callTimes };
      const members = await plant(plan, { client, secrets, rules, passwordHash, tell: print });
      await owner.query('VACUUM (ANALYZE) account, app, call, participant, resolution, top_up, transfer, event');
      print(`Sign in as ${members[0]?.email ?? ''} … ${members.at(-1)?.email ?? ''}, with "${PASSWORD}".`);
    } finally {
      await client.end();
      await owner.end();
    }
  });
}

/** Migrations and roles, as the service makes them when it starts. */
async function prepare(url: string, config: Config, secrets: AesSecrets): Promise<void> {
  const log = createLog((line) => process.stderr.write(line), config.logLevel);
  const wall = (): Date => new Date();
  const secretsFingerprint = keyFingerprint(secrets);
  await (await openPostgres({ url, clockRate: null, wall, secretsFingerprint, log })).close();
}

/** Whole months of China's calendar, which has no daylight saving. */
function spanOf(months: number, until: string | undefined): Pick<Plan, 'from' | 'days'> {
  const now = new Date(Date.now() + AHEAD_MS);
  const [year = NaN, month = NaN] = until === undefined ? [now.getUTCFullYear(), now.getUTCMonth() + 1] : parts(until);
  const from = Date.UTC(year, month - 1 - months) - AHEAD_MS;
  return { from: new Date(from), days: Math.round((Date.UTC(year, month - 1) - AHEAD_MS - from) / DAY_MS) };
}

function parts(until: string): readonly number[] {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(until);
  if (found === null) throw new Error(`--until is a month such as 2026-11.\n${usage}`);
  return found.slice(1).map(Number);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
