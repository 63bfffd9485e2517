import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HintCarrier, HintListener } from '../../../src/application/ports/hint-carrier.ts';
import { PostgresEventFeed } from '../../../src/adapters/postgres/event-feed.ts';
import { HintBoard, readHints } from '../../../src/adapters/postgres/hint-board.ts';
import { NotifyCarrier } from '../../../src/adapters/postgres/notify-carrier.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { openAccount } from '../../contracts/account-harness.ts';
import { hintCarrierContract } from '../../contracts/hint-carrier.ts';
import { CountedFigures } from '../../support/counted-figures.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

const nothing = (): void => undefined;
const accounts = Array.from({ length: 300 }, () => randomUUID() as AccountId);

describe('the board of hints', () => {
  it('tells the newest of each account once, in texts that the carrier takes', async () => {
    const texts: string[] = [];
    const told = new EventEmitter();
    const board = new HintBoard({ most: 1000, tell: (text) => Promise.resolve(void texts.push(text)) }, () =>
      once(told, 'go'),
    );
    for (const head of [1n, 3n, 2n]) for (const account of accounts) board.add(account, head);
    told.emit('go');
    await new Promise(setImmediate);
    expect(texts.flatMap(readHints)).toEqual(accounts.map((account) => ({ account, head: 3n })));
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(1000);
  });

  it('tells everybody to look at everything where too many accounts have news', async () => {
    const texts: string[] = [];
    const board = new HintBoard({ most: 1000, tell: (text) => Promise.resolve(void texts.push(text)) }, () =>
      Promise.resolve(),
    );
    for (let n = 0; n <= 10_000; n++) board.add(`account ${n}` as AccountId, 1n);
    await new Promise(setImmediate);
    expect(texts.map(readHints)).toEqual([null]);
  });

  it('takes nothing from what is malformed', () => {
    const words = ['', ' ', 'x:1', `${accounts[0]}:`, `${accounts[0]}:-1`, `${accounts[0]}:1e9`, '{"account":1}', '\0'];
    for (const word of words) expect(readHints(word)).toEqual([]);
    expect(readHints(`x ${accounts[0]}:7 y`)).toEqual([{ account: accounts[0], head: 7n }]);
  });
});

hintCarrierContract('PostgreSQL', async () => {
  const database = await createDatabase();
  return {
    carrier: () => new NotifyCarrier(database.url),
    cut: () =>
      administer(
        (client) =>
          client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'zhuanxian hints'`),
        database.url,
      ),
    close: () => database.drop(),
  };
});

describe('the feeds of two replicas', () => {
  const account = accounts[0]!;
  let database: TestDatabase;
  let pool: pg.Pool;
  let commit: (head: number) => Promise<unknown>;
  let logged: string[];
  let figures: CountedFigures;
  beforeEach(async () => {
    [logged, figures] = [[], new CountedFigures()];
    database = await createDatabase();
    const postgres = await open(database.url);
    await openAccount(postgres.accounts, account, 0);
    await postgres.close();
    pool = new pg.Pool({ connectionString: database.url });
    // What is still closing when the database is dropped says so.
    pool.on('error', nothing);
    commit = (head) => pool.query('UPDATE account SET sequence = $1', [head]);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  const feed = (carrier: HintCarrier): PostgresEventFeed =>
    new PostgresEventFeed(
      pool,
      (level) => logged.push(level),
      figures,
      carrier,
      () => Promise.resolve(),
    );

  it('hear of each other without any comparison of their own', async () => {
    const news = new EventEmitter();
    const carriers = [new NotifyCarrier(database.url), new NotifyCarrier(database.url)] as const;
    const ready = carriers.map((_, index) => once(news, `ready ${index}`));
    const [one, other] = carriers.map((carrier, index) =>
      feed({
        most: carrier.most,
        tell: (text) => carrier.tell(text),
        listen: ({ heard, lost }) => carrier.listen({ heard, lost, connected: () => news.emit(`ready ${index}`) }),
        close: () => carrier.close(),
      }),
    );
    await Promise.all(ready);
    other!.watch(account, () => news.emit('woken'));
    for (const head of [1, 2]) {
      const woken = once(news, 'woken');
      await commit(head);
      one!.committed(account, BigInt(head));
      await woken;
    }
    await Promise.all(carriers.map((carrier) => carrier.close()));
  });

  it('find what no hint told by comparing, and do not believe a hint of what is not there', async () => {
    const carrier = new SilentCarrier();
    const lonely = feed(carrier);
    let wakes = 0;
    lonely.watch(account, () => (wakes += 1));
    await lonely.compareHeads();
    const before = wakes;
    carrier.listener?.heard(`${account}:9999999999999999999`);
    await lonely.compareHeads();
    expect(wakes).toBe(before);
    await commit(7);
    await lonely.compareHeads();
    expect(wakes).toBe(before + 1);
  });

  it('says once that hints are lost and once that they are back, and looks at everything then', async () => {
    const carrier = new SilentCarrier();
    const news = new EventEmitter();
    feed(carrier).watch(account, () => news.emit('woken'));
    const { listener } = carrier;
    const woken = once(news, 'woken');
    listener?.connected();
    await woken;
    expect(logged).toEqual([]);
    for (let tries = 0; tries < 5; tries++) listener?.lost('refused');
    await commit(7);
    const again = once(news, 'woken');
    listener?.connected();
    await again;
    expect(logged).toEqual(['warn', 'info']);
    expect(Object.fromEntries(figures.counts)).toEqual({ 'hints back': 2, 'hints lost': 1 });
  });
});

/** Carries nothing; a test says what it hears. */
class SilentCarrier implements HintCarrier {
  readonly most = 1000;
  listener: HintListener | null = null;

  tell(): Promise<void> {
    return Promise.resolve();
  }

  listen(listener: HintListener): void {
    this.listener = listener;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
