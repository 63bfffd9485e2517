import type { Page } from 'playwright-core';

/** A task that kept the page from answering for 50 ms or more. */
export interface LongTask {
  /** Milliseconds since the page was asked for. */
  readonly start: number;
  readonly duration: number;
}

/** From its next load on the page notes its long tasks in `window.longTasks`. */
export async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(`
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
  `);
}

/** Those since the last time that it was asked. */
export function takeTasks(page: Page): Promise<LongTask[]> {
  return page.evaluate<LongTask[]>('window.longTasks.splice(0)');
}
