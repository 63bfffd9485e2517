import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOverdueWorker } from '../../../src/adapters/jobs/overdue-worker.ts';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';
import { secretContext } from '../../../src/application/credentials-of.ts';
import type { AnyCall } from '../../../src/domain/any-call.ts';
import type { AccountId, AppId, CallId, ProviderSession } from '../../../src/domain/ids.ts';
import { openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase, secretsKey } from '../../support/database.ts';
import { figure } from '../../support/figures.ts';
import type { TestReplica } from '../../support/replica.ts';
import { startReplica } from '../../support/replica.ts';
import { until } from '../../support/until.ts';

const rounds = figure(2, 50);
const callsPerRound = 8;
const longestMs = 2000;

let database: TestDatabase;
let survivor: TestReplica;
let worker: { stop(): Promise<void> };
const account = randomUUID() as AccountId;
const owner = { id: randomUUID() as AppId, account };
const app = a.app({ ...owner, sealedSecret: new AesSecrets(secretsKey).seal('secret', secretContext(owner)) });

beforeEach(async () => {
  database = await createDatabase();
  survivor = await startReplica(database.url, { leaseSeconds: 1 });
  await openAccount(survivor.postgres.accounts, account, 1000_00);
  await survivor.postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  worker = startOverdueWorker(survivor.application, () => undefined);
});
afterEach(async () => {
  await worker.stop();
  await survivor.close();
  await database.drop();
});

async function save({ postgres }: TestReplica, call: AnyCall): Promise<CallId> {
  await postgres.accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { call, account: facts.account.reserve(call.order.reservation) },
  }));
  return call.id;
}

const own = () => ({ id: randomUUID() as CallId, account, app: app.id });
/** Its calls are of long ago: the horizon of an UNCONFIRMED one has passed, and the next run voids it. */
const isDecided = ({ status }: AnyCall): boolean => status !== 'PLACING';
const read = (call: CallId) =>
  survivor.postgres.accounts.decide(account, { call }, (facts) => ({ answer: facts.call }));

/** When the only lease that has ended since ended, in milliseconds since 1970. */
const endOfLease = (since: Date): Promise<number> =>
  administer(async (client) => {
    const ended = 'SELECT max(lease_until) AS at FROM replica WHERE lease_until BETWEEN $1 AND clock_timestamp()';
    return (await client.query<{ at: Date }>(ended, [since])).rows[0]!.at.getTime();
  }, database.url);

/** Milliseconds from the end of the dead replica's lease until all of its calls were looked after. */
async function resumed(calls: readonly CallId[], isDone: (call: AnyCall) => boolean, since: Date): Promise<number> {
  await until('the calls were resumed', async () => ((await Promise.all(calls.map(read))).every(isDone) ? true : null));
  return Date.now() - (await endOfLease(since));
}

describe('CRASH-4: what a dead replica left behind is taken up within 2 s of the end of its lease', () => {
  it('a call that it was dialling', async () => {
    for (let round = 0; round < rounds; round++) {
      const dying = await startReplica(database.url, { leaseSeconds: 1 });
      const since = new Date();
      const placing = Array.from({ length: callsPerRound }, () =>
        save(dying, a.openCall({ status: 'PLACING', session: null }, own())),
      );
      const calls = await Promise.all(placing);
      dying.vanish();
      const took = await resumed(calls, isDecided, since);
      expect(took).toBeLessThan(longestMs);
      await dying.close();
    }
  }, 300_000);

  it('a call that it had claimed is asked about, though the provider leaves others without an answer', async () => {
    // Stopped before there is a call, or it would claim the call itself.
    await worker.stop();
    const dying = await startReplica(database.url, { leaseSeconds: 1 });
    const since = new Date();
    const claimed = await save(dying, a.openCall({ session: 'theirs' as ProviderSession }, own()));
    expect(await dying.postgres.register.claimDue(new Date(), 15, 8, 60)).toMatchObject([{ call: claimed }]);
    const silent: (() => void)[] = [];
    survivor.outside.query = (session) =>
      session === 'theirs'
        ? { kind: 'ENDED', report: a.report({ source: 'QUERY', session }) }
        : new Promise((resolve) => silent.push(() => resolve({ kind: 'UNKNOWN', why: 'silent' })));
    for (let index = 0; index < callsPerRound; index++) {
      await save(survivor, a.openCall({ session: `silent ${index}` as ProviderSession }, own()));
    }
    worker = startOverdueWorker(survivor.application, () => undefined);
    await until('the others wait for the provider', () => Promise.resolve(silent.length === callsPerRound || null));
    dying.vanish();
    expect(await resumed([claimed], ({ hasEnded }) => hasEnded, since)).toBeLessThan(longestMs);
    silent.forEach((answer) => answer());
    await dying.close();
  });
});

describe('An orderly stop', () => {
  it('hands over at once what was not finished', async () => {
    const leaving = await startReplica(database.url, { leaseSeconds: 3600 });
    const call = await save(leaving, a.openCall({ status: 'PLACING', session: null }, own()));
    await leaving.close();
    await until('it was taken over', async () => (isDecided(await read(call)) ? true : null), 3);
  });
});
