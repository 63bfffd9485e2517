import type { Browser, Page } from 'playwright-core';

/** From its next load on the page notes tasks of 50 ms and more in `window.longTasks`: their start and duration. */
export async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(`
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
  `);
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the wall, and by the processor: a busy machine makes the first longer, not the second. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** What kept a page from answering, in milliseconds. */
export interface Tasks {
  readonly over50: number;
  readonly longest: number;
  /** Of the one that took most of the processor. */
  readonly longestOfProcessor: number;
}

/** All tasks of the page's main thread while the work goes on, as the browser traces them. */
export async function traceTasks(browser: Browser, page: Page, work: () => Promise<void>): Promise<Tasks> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => /RunTask$/.test(name) && threads.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('The browser traced no tasks.');
  const longest = (times: readonly number[]): number => times.reduce((most, time) => Math.max(most, time / 1000), 0);
  return {
    over50: tasks.filter(({ dur = 0 }) => dur >= 50_000).length,
    longest: longest(tasks.map(({ dur = 0 }) => dur)),
    longestOfProcessor: longest(tasks.map(({ tdur = 0 }) => tdur)),
  };
}
