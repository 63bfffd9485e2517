import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { boardSums, isSame } from '../../test/console/board.ts';
import type { Sums } from '../../test/console/crowd.ts';
import { Crowd } from '../../test/console/crowd.ts';
import type { LoneService } from '../../test/console/lone-service.ts';
import { Visitor } from '../../test/console/visitor.ts';
import type { Customer } from '../../test/support/customer.ts';
import { takeTasks, watchTasks } from './tasks.ts';

const WATCHED_MS = 60_000;
const OFFLINE_MS = 30_000;
/** What the board may be behind while all goes well: it is drawn four times a second. */
const BEHIND_MS = 1000;
const LOOK_MS = 25;
const GIVEN_UP_MS = 30_000;

/** One board before so many calls, each of which has a successor when it ends; prints what it did. */
export async function measureBoard(
  browser: Browser,
  service: LoneService,
  customer: Customer,
  calls: number,
): Promise<void> {
  const crowd = await Crowd.of(customer, service.databaseUrl, calls);
  await crowd.gather();
  crowd.hold();
  const visitor = await Visitor.arrive(browser, service.url, 'en');
  await visitor.signIn(customer);
  await watchTasks(visitor.page);
  await visitor.open('/live');
  await tell(visitor.page, `board of ${calls}, opening`);
  const placed = crowd.placed;
  await look(visitor.page, WATCHED_MS);
  await tell(visitor.page, `${WATCHED_MS / 1000} s, ${crowd.placed - placed} calls ended and begun, scrolled`);
  await visitor.goOffline();
  await pause(OFFLINE_MS);
  const away = await boardSums(visitor);
  const back = performance.now();
  await visitor.comeBack();
  const [right, wasRight] = [await rightAfterMs(visitor, crowd, back), isSame(away, await crowd.sums())];
  say(
    `after ${OFFLINE_MS / 1000} s offline`,
    `right again after ${right.toFixed(0)} ms${wasRight ? ', and never was wrong' : ''}`,
  );
  await look(visitor.page, BEHIND_MS * 5);
  await tell(visitor.page, 'coming back');
  await crowd.disperse();
}

/** As a person does who looks for a row. */
async function look(page: Page, ms: number): Promise<void> {
  const end = performance.now() + ms;
  await page.locator('.ant-table-row').first().hover();
  for (let turn = 0; performance.now() < end; turn++) {
    await page.mouse.wheel(0, turn % 20 < 10 ? 400 : -400);
    await pause(250);
  }
}

/** Until the board says what the database held a moment ago at most. */
async function rightAfterMs(visitor: Visitor, crowd: Crowd, since: number): Promise<number> {
  const held: { at: number; sums: Sums }[] = [];
  while (performance.now() - since < GIVEN_UP_MS) {
    const sums = await crowd.sums();
    held.push({ at: performance.now(), sums });
    const shown = await boardSums(visitor);
    const now = performance.now();
    if (held.some(({ at, sums: then }) => now - at < BEHIND_MS && isSame(then, shown))) return now - since;
    await pause(LOOK_MS);
  }
  return Infinity;
}

async function tell(page: Page, what: string): Promise<void> {
  const tasks = await takeTasks(page);
  const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
  say(what, `${tasks.length} tasks over 50 ms, the longest ${longest.toFixed(0)} ms`);
}

function say(what: string, text: string): void {
  process.stdout.write(`${what.padEnd(48)} ${text}\n`);
}
