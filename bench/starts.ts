import { randomUUID } from 'node:crypto';
import { CryptoRandom } from '../src/adapters/system/crypto-random.ts';
import { Argon2Passwords } from '../src/adapters/system/argon2-passwords.ts';
import { PrometheusMetrics } from '../src/adapters/system/prometheus-metrics.ts';
import { LibphonenumberPlan } from '../src/adapters/system/libphonenumber-plan.ts';
import { createApplication } from '../src/application/application.ts';
import type { AccountRepository } from '../src/application/ports/account-repository.ts';
import type { Ports } from '../src/application/ports/ports.ts';
import type { DialAnswer } from '../src/application/ports/telephony-gateway.ts';
import { readConfig } from '../src/config.ts';
import type { LoginId, MemberId, ProviderSession } from '../src/domain/ids.ts';
import type { MemberPrincipal } from '../src/domain/principal.ts';
import { Baseline } from './baseline.ts';
import type { Figure } from './figures.ts';
import { middle, pressure } from './figures.ts';
import type { Customer, World } from './world.ts';
import { CONNECTIONS, openCustomer, openWorld, secrets } from './world.ts';

/**
 * `npm run bench`: how many calls a second can be started, on one account and over a thousand, beside the plainest
 * transaction that could do it, in the same run on the same database, which waits for the disk at each commit.
 */
const ROUNDS = 5;
const STARTS = 1500;

/** The provider answers at once: what is measured is ours. Or it never comes to that, and the reservation alone is. */
type Answer = () => Promise<DialAnswer>;
const atOnce: Answer = () => Promise.resolve({ kind: 'STARTED', session: randomUUID() as ProviderSession });
const never: Answer = () => Promise.reject(new Error('The bench goes no further.'));

/** Wall milliseconds spent in each decision of a start, by its place. */
class Stopwatch {
  readonly spent = [0, 0];

  watch(accounts: AccountRepository): AccountRepository {
    return {
      open: (account, owner) => accounts.open(account, owner),
      decide: async (account, keys, rule) => {
        const begun = performance.now();
        const answer = await accounts.decide(account, keys, rule);
        const place = 'request' in keys ? 0 : 1;
        this.spent[place] = (this.spent[place] ?? 0) + performance.now() - begun;
        return answer;
      },
    };
  }
}

function starter(
  { postgres }: World,
  answer: Answer,
  stopwatch = new Stopwatch(),
): (one: Customer, numbers: Numbers) => Promise<void> {
  const nowhere = (): never => {
    throw new Error('The bench asks for nothing else.');
  };
  const ports: Ports = {
    ...postgres,
    accounts: stopwatch.watch(postgres.accounts),
    gateway: { dial: answer, query: nowhere, reachable: nowhere },
    auditor: { violations: nowhere },
    credentials: { obtain: nowhere, obtainSecret: nowhere, announce: nowhere },
    payments: { pay: nowhere },
    sms: { send: nowhere },
    mailer: { send: nowhere },
    printer: { print: nowhere },
    downloads: { linkTo: nowhere, read: nowhere },
    webhookSender: { send: nowhere },
    numbers: new LibphonenumberPlan(),
    secrets,
    passwords: new Argon2Passwords(),
    random: new CryptoRandom(),
    metrics: new PrometheusMetrics(),
    log: () => undefined,
  };
  const { settings } = readConfig({
    CALLS_AT_ONCE_PER_ACCOUNT: 'none',
    CALLS_AT_ONCE_PER_APP: 'none',
    PROVIDER_RATE: '100000',
  });
  const application = createApplication(ports, { ...settings, publicUrl: 'http://127.0.0.1' });
  return async ({ account, app }, numbers) => {
    const order = { app, ...numbers, maxDurationSeconds: 60, minDurationSeconds: null, reference: null };
    const started = application.startCall(principal(account), { ...order, idempotencyKey: randomUUID() });
    await (answer === never ? started.catch(mustBeOurs) : started);
  };
}

function mustBeOurs(error: unknown): void {
  if (!(error instanceof Error) || error.message !== 'The bench goes no further.') throw error;
}

function principal(account: Customer['account']): MemberPrincipal {
  const [id, login] = [randomUUID() as MemberId, randomUUID() as LoginId];
  return { kind: 'MEMBER', id, account, role: 'OWNER', login, expires: new Date(8.64e15) };
}

interface Numbers {
  readonly caller: string;
  readonly callee: string;
}

/** Each start has telephones of its own. */
let dialled = 0;
function numbers(): Numbers {
  const tail = String(++dialled).padStart(8, '0');
  return { caller: `139${tail}`, callee: `138${tail}` };
}

async function measure(world: World, baseline: Baseline, customers: readonly Customer[]): Promise<void> {
  const of = (index: number): Customer => customers[index % customers.length] as Customer;
  const reserve = starter(world, never);
  const stopwatch = new Stopwatch();
  const start = starter(world, atOnce, stopwatch);
  const runs: Record<'plain' | 'reserving' | 'whole', Figure[]> = { plain: [], reserving: [], whole: [] };
  // In turns, so that whatever else the machine does falls on all three.
  for (let round = 0; round <= ROUNDS; round++) {
    const figures = {
      plain: await pressure(STARTS, CONNECTIONS, (index) => baseline.start(of(index), numbers())),
      reserving: await pressure(STARTS, CONNECTIONS, (index) => reserve(of(index), numbers())),
      whole: await pressure(STARTS, CONNECTIONS, (index) => start(of(index), numbers())),
    };
    if (round === 0) stopwatch.spent.fill(0);
    else for (const [name, list] of Object.entries(runs)) list.push(figures[name as keyof typeof runs]);
  }
  report(customers.length, runs, stopwatch);
}

function report(accounts: number, runs: Record<string, Figure[]>, { spent }: Stopwatch): void {
  const [plain, reserving, whole] = ['plain', 'reserving', 'whole'].map((name) => middle(runs[name] ?? []));
  if (plain === undefined || reserving === undefined || whole === undefined) return;
  const line = (what: string, { perSecond, p50, p99 }: Figure): string =>
    `  ${what.padEnd(44)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  ${(perSecond / plain.perSecond).toFixed(2)}×`;
  const each = spent.map((ms) => (ms / (STARTS * ROUNDS)).toFixed(2));
  const lines = [
    `${accounts} account${accounts === 1 ? '' : 's'}, ${CONNECTIONS} connections, the middle of ${ROUNDS} rounds of ${STARTS}:`,
    line('baseline: one transaction of five statements', plain),
    line('the reserving commit, through the use case', reserving),
    line('the whole start: two commits and a dial', whole),
    `  of a whole start: reserving ${each[0] ?? ''} ms, recording the answer ${each[1] ?? ''} ms`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const world = await openWorld();
const baseline = new Baseline(world.url);
try {
  const hot = [await openCustomer(world.postgres)];
  await measure(world, baseline, hot);
  const many: Customer[] = [];
  while (many.length < 1000)
    many.push(...(await Promise.all(Array.from({ length: 8 }, () => openCustomer(world.postgres)))));
  await measure(world, baseline, many);
} finally {
  await baseline.close();
  await world.close();
}
