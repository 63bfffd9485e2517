import { setTimeout as pause } from 'node:timers/promises';
import { openForBusiness, registerCustomer } from '../support/customer.ts';

/** Wall milliseconds. */
const BETWEEN = 1000;

/**
 * People who register, sign in, make an app and top it up, until it is told to end. Who meets a failure goes away: the
 * books must be right all the same.
 */
export async function welcomeNewcomers(url: string, sandboxUrl: string, end: AbortSignal): Promise<void> {
  const after = (): Promise<boolean> => pause(BETWEEN, true, { signal: end }).catch(() => false);
  while (await after()) {
    const visit = registerCustomer(url, sandboxUrl).then(openForBusiness);
    await visit.catch(() => undefined);
  }
}
