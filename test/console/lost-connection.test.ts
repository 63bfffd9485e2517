import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../support/customer.ts';
import { whyNot } from './browser.ts';
import { refuse } from './refuse.ts';
import { Stage, WHOLE_MS } from './stage.ts';

/** Five minutes and a second, so six are charged. */
const CALLEE = '13800000301';
const BANNER = /The connection was lost/;

interface Update {
  readonly call: { readonly status: string };
  readonly cost: { readonly minutes: number; readonly cost: string } | null;
}

describe.skipIf(whyNot !== null)('A connection that is lost in mid-call', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  /** As another client of the same member sees it, until it is so. */
  async function watch({ client }: Customer, id: string, isSo: (update: Update) => boolean): Promise<void> {
    const query = `subscription ($id: ID!) {
      update: callUpdated(id: $id) { call { status } cost { minutes cost } }
    }`;
    for await (const { update } of client.follow<{ update: Update }>(query, { id })) if (isSo(update)) return;
    throw new Error('The call was over before it was so.');
  }

  it('is told of, and what is shown is right again without a reload', { timeout: WHOLE_MS }, async () => {
    const { customer, visitor } = await stage.customer('en');
    const { page } = visitor;
    await visitor.open(`/call?callee=${CALLEE}`);
    await visitor.sees('Maximum cost');
    await visitor.click('Call');
    await page.waitForURL(/\/calls\//);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await visitor.sees('minute 1 has begun');
    await page.evaluate('window.loadedOnce = true');
    expect(await page.getByText(BANNER).count()).toBe(0);

    await visitor.goOffline();
    await visitor.sees(BANNER);
    await watch(customer, id, ({ cost }) => (cost?.minutes ?? 0) >= 3);
    expect(await visitor.figure('Cost so far')).toContain('¥0.12');
    await visitor.comeBack();
    await page.getByText(BANNER).waitFor({ state: 'detached' });
    await visitor.sees(/minute [3-6] has begun/);

    await visitor.goOffline();
    await visitor.sees(BANNER);
    await watch(customer, id, ({ call }) => call.status === 'COMPLETED');
    await visitor.comeBack();
    await page.getByText(BANNER).waitFor({ state: 'detached' });
    await visitor.sees('The call has ended and is settled.');
    expect(await visitor.figure('Charged')).toContain('¥0.72');
    expect(await visitor.figure('Talk time')).toBe('5:01');
    await visitor.sees('¥999.28');
    expect(await page.evaluate('window.loadedOnce')).toBe(true);
  });

  it('is not said of one that was only refused for a while', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('en');
    await refuse(visitor.page, 'callsUpdated', 'SERVICE_BUSY', 3);
    await visitor.page.goto(`${stage.service.url}/live`);
    await visitor.sees(BANNER);
    await visitor.sees('No calls in progress');
    await visitor.page.getByText(BANNER).waitFor({ state: 'detached' });
  });
});
