import { Client } from 'pg';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { Argon2Passwords } from '../../src/adapters/system/argon2-passwords.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../src/application/add-operator.ts';
import { checkBills } from '../../src/application/billing/check-bills.ts';
import { issueBills } from '../../src/application/billing/issue-bills.ts';
import type { Provider } from '../../src/application/pace/provider.ts';
import type { Ports } from '../../src/application/ports/ports.ts';
import type { Month } from '../../src/domain/month.ts';
import { monthName, shanghaiMonth } from '../../src/domain/month.ts';
import { plant } from '../../src/seed/plant.ts';
import * as a from '../support/a.ts';
import { settings } from '../support/scenario.ts';
import { createDatabase, secretsKey } from '../support/database.ts';
import { open } from '../support/postgres.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';

const PASSWORD = 'a planted history';
const DAY_MS = 86_400_000;

export interface History {
  readonly service: TestService;
  readonly email: string;
  /** Who runs the service. */
  readonly operator: string;
  /** Of both. */
  readonly password: string;
  /** Whose bill is issued, as `2026-03`; all calls are of it. */
  readonly month: string;
  stop(): Promise<void>;
}

/** A service over the history of one account: a month of calls, and its bill. */
export async function startWithHistory(calls: number): Promise<History> {
  // Of the month before the last, the bill is out on every day of the present one.
  const { start, end } = before(before(shanghaiMonth(new Date())));
  const days = Math.round((end.getTime() - start.getTime()) / DAY_MS);
  const database = await createDatabase();
  const postgres = await open(database.url);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const secrets = new AesSecrets(secretsKey);
  const passwords = new Argon2Passwords();
  const passwordHash = await passwords.hash(PASSWORD);
  const rules = { tariff: a.tariff(), times: a.times };
  const planting = { client, secrets, rules, passwordHash, tell: () => undefined };
  const [owner] = await plant({ seed: 7, calls, accounts: 1, from: start, days }, planting);
  const operator = 'desk@example.cn';
  const random = new CryptoRandom();
  await addOperator({ ...postgres, passwords, random })({ email: operator, password: PASSWORD });
  const ports = { ...postgres, secrets, random, log: () => undefined };
  await issueBills(ports)();
  const check = checkBills(ports as unknown as Ports, settings, forgetful());
  while ((await check()) > 0);
  await client.end();
  await postgres.close();
  const service = await startTestService(1, {
    DATABASE_URL: database.url,
    WEBHOOK_ALLOW_HTTP: 'true',
    WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8',
  });
  return {
    service,
    email: owner?.email ?? '',
    operator,
    password: PASSWORD,
    month: monthName({ start, end }),
    async stop() {
      await service.stop();
      await database.drop();
    },
  };
}

/** Knows every tenth call no more, and of every tenth tells a second as what was said; else it tells nothing. */
function forgetful(): Provider {
  let asked = 0;
  const check: Provider['check'] = (_account, _credentials, { session }) => {
    asked += 1;
    if (asked % 10 === 1) return Promise.resolve({ kind: 'UNKNOWN', why: 'no such call', isMissing: true });
    if (asked % 10 !== 2) return Promise.resolve({ kind: 'UNKNOWN', why: 'silent' });
    return Promise.resolve({ kind: 'ENDED', report: a.report({ source: 'QUERY', session, talkSeconds: 1 }) });
  };
  const turnToStart = (): Promise<never> => Promise.reject(new Error('Nobody calls here.'));
  return { check, query: check, turnToStart, stop: () => undefined };
}

function before({ start }: Month): Month {
  return shanghaiMonth(new Date(start.getTime() - 1));
}
