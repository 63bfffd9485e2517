import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { boardSums, isSame } from '../../test/console/board.ts';
import type { Sums } from '../../test/console/crowd.ts';
import { Crowd } from '../../test/console/crowd.ts';
import type { LoneService } from '../../test/console/lone-service.ts';
import { Visitor } from '../../test/console/visitor.ts';
import type { Customer } from '../../test/support/customer.ts';
import type { Tasks } from './tasks.ts';
import { traceTasks } from './tasks.ts';

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
  const crowd = await Crowd.of(customer, service, calls);
  await crowd.gather();
  crowd.hold();
  const visitor = await Visitor.arrive(browser, service.url, 'en');
  await visitor.signIn(customer);
  const { page } = visitor;
  const trace = async (what: string, work: () => Promise<void>): Promise<void> =>
    tell(what, await traceTasks(browser, page, work));
  await trace(`board of ${calls}, opening`, () => visitor.open('/live'));
  const placed = crowd.placed;
  await trace('a minute of it, scrolled', () => look(page, WATCHED_MS));
  say('in which', `${crowd.placed - placed} calls ended and others began`);
  await visitor.goOffline();
  await pause(OFFLINE_MS);
  const away = await boardSums(visitor);
  if (isSame(away, await crowd.sums())) throw new Error('Nothing has changed meanwhile.');
  await trace('coming back', async () => {
    const back = performance.now();
    await visitor.comeBack();
    const right = await rightAfterMs(visitor, crowd, back);
    say(`after ${OFFLINE_MS / 1000} s offline`, `right again after ${right.toFixed(0)} ms`);
  });
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

function tell(what: string, { over50, longest, longestOfProcessor }: Tasks): void {
  const times = `the longest took ${longest.toFixed(0)} ms, and of the processor ${longestOfProcessor.toFixed(0)} ms at most`;
  say(what, `${over50} tasks over 50 ms, ${times}`);
}

function say(what: string, text: string): void {
  process.stdout.write(`${what.padEnd(48)} ${text}\n`);
}
