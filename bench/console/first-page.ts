import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { Visitor } from '../../test/console/visitor.ts';
import type { Customer } from '../../test/support/customer.ts';
import { watchTasks } from './tasks.ts';

/** In which nothing long may follow, for a page to count as ready. */
const QUIET_MS = 1000;

/** What shows that a page can be used: a field that takes letters, the balance with what leads on. */
const USABLE = { '/sign-in': '#email', '/': '.shell-money' } as const;

/** Visits with an empty cache, before the sign-in and after it; prints how long each took to be ready. */
export async function measureFirstPage(
  browser: Browser,
  url: string,
  customer: Customer,
  visits: number,
): Promise<void> {
  for (const path of ['/sign-in', '/'] as const) {
    const times: number[] = [];
    for (let visit = 0; visit < visits; visit++) {
      const visitor = await Visitor.arrive(browser, url, 'zh');
      if (path === '/') await visitor.signIn(customer);
      times.push(await readyMs(visitor, path));
      await visitor.leave();
    }
    times.sort((a, b) => a - b);
    const at = (share: number): string => (times[Math.ceil(visits * share) - 1] ?? NaN).toFixed(0);
    process.stdout.write(
      `${path.padEnd(10)} ready after p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms of ${visits} visits\n`,
    );
  }
}

/** Milliseconds from the request until what can be used is painted and no long task is in its way. */
async function readyMs(visitor: Visitor, path: keyof typeof USABLE): Promise<number> {
  const { page } = visitor;
  await watchTasks(page);
  await page.addInitScript(`
    const look = () => {
      if (document.querySelector('${USABLE[path]}') === null) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => (window.usableAt = performance.now())));
    };
    look();
  `);
  await visitor.open(path);
  const isQuiet = `window.usableAt !== undefined && performance.now() > window.usableAt + ${QUIET_MS}`;
  while (!(await page.evaluate<boolean>(isQuiet))) await pause(100);
  return page.evaluate<number>(
    'Math.max(window.usableAt, ...window.longTasks.map(({ start, duration }) => start + duration))',
  );
}
