import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../../src/adapters/postgres/embedded/embedded-postgres.ts';
import type { Size } from '../../support/planted-months.ts';
import { billPlanted, monthsOf, plantMonths } from '../../support/planted-months.ts';
import { Chance } from '../chance.ts';
import { Database } from '../database.ts';
import { Kills } from '../kills.ts';
import { Replica } from '../replica.ts';
import { killOnce } from '../torment-replica.ts';
import { Turns } from '../turns.ts';
import { billsIn, wrongIn } from './billed.ts';
import { DueMonths } from './due-months.ts';

export interface BillTorture {
  /** SIGKILLs of processes that bill. */
  readonly kills: number;
  readonly size: Size;
  /** For the database and the processes' logs. */
  readonly folder: string;
  /** How a process is started that bills. */
  readonly command: readonly [string, ...string[]];
  readonly say: (line: string) => void;
}

export interface BillTortureResult {
  readonly kills: Kills;
  /** Kills after which bills that were due had not been issued. */
  readonly midway: number;
  readonly bills: number;
  /** Bills that only one of the two has: the run that was killed again and again, or the one that was not. */
  readonly differences: readonly string[];
  readonly wrong: readonly string[];
  readonly collapses: readonly string[];
}

const BILLERS = 3;
/** Wall milliseconds. */
const LONGEST_LIFE = 1200;
const PATIENCE = 120_000;

/** Kills processes while they bill the months of many accounts, and compares the bills with those of a run that nobody disturbed. */
export async function tortureBills({
  kills: wanted,
  size,
  folder,
  command,
  say,
}: BillTorture): Promise<BillTortureResult> {
  await mkdir(folder, { recursive: true });
  // As root, PostgreSQL runs as somebody else, who must reach it.
  await chmod(folder, 0o755);
  const database = new Database(folder);
  await database.start();
  const other = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    database: 'undisturbed',
    log: () => undefined,
  });
  const collapses: string[] = [];
  const kills = new Kills(wanted);
  const billers = Array.from({ length: BILLERS }, (_, index) => {
    const name = `biller ${index + 1}`;
    return new Replica({
      ...{ name, command, variables: { PATH: process.env['PATH'], DATABASE_URL: database.url } },
      logFile: join(folder, `biller-${index + 1}.log`),
      onPoint: (point) => kills.learn(point),
      onReady: () => undefined,
      onCollapse: (how) => collapses.push(how),
    });
  });
  try {
    for (const url of [database.url, other.url]) await plantMonths(url, size);
    say(`${size.accounts} accounts have a history of ${size.months} months; logs are in ${folder}`);
    const due = new DueMonths(database, monthsOf(size));
    await Promise.all(billers.map((biller) => biller.start()));
    const midway = await rage(billers, kills, due, new Chance(String(size.seed)));
    say(`${kills.total} kills; now nothing fails any more`);
    await due.offerAll();
    await billed(due);
    await Promise.all(billers.map((biller) => biller.kill()));
    await billPlanted(other.url, size);
    const [bills, others] = [await billsIn(database.url), await billsIn(other.url)];
    return {
      ...{ kills, midway, collapses, bills: bills.length },
      differences: [...missing(bills, others, 'undisturbed'), ...missing(others, bills, 'killed')],
      wrong: [...(await wrongIn(database.url)), ...(await wrongIn(other.url))],
    };
  } finally {
    await Promise.all(billers.map((biller) => biller.kill()));
    await other.stop();
    await database.stop();
  }
}

/** @returns after how many kills there was something left to bill. */
async function rage(billers: readonly Replica[], kills: Kills, due: DueMonths, chance: Chance): Promise<number> {
  let midway = 0;
  // Somebody always bills, so that who comes back finds that others went on.
  const turns = new Turns(BILLERS - 1);
  const torment = async (biller: Replica, own: Chance): Promise<void> => {
    while (kills.take()) {
      await turns.during(async () => {
        await due.offer();
        await pause(own.between(0, LONGEST_LIFE));
        await killOnce(biller, kills, own);
        if ((await due.waiting()) > 0) midway += 1;
        await biller.start();
      });
    }
  };
  await Promise.all(billers.map((biller) => torment(biller, chance.of(biller.name))));
  return midway;
}

async function billed(due: DueMonths): Promise<void> {
  const end = Date.now() + PATIENCE;
  while ((await due.waiting()) > 0 && Date.now() < end) await pause(100);
}

function missing(all: readonly string[], from: readonly string[], where: string): readonly string[] {
  const known = new Set(from);
  return all.filter((bill) => !known.has(bill)).map((bill) => `not ${where}: ${bill}`);
}
