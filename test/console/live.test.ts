import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../support/customer.ts';
import { startCall } from '../support/customer.ts';
import { until } from '../support/until.ts';
import { whyNot } from './browser.ts';
import { refuse } from './refuse.ts';
import { Stage, WHOLE_MS } from './stage.ts';

const TOKEN_SECONDS = 12;
const LOST = /The connection was lost/;
const CROWDED = /Too many pages are open/;

describe.skipIf(whyNot !== null)('What a page shows live', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(60, { ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS), SOCKETS_PER_PERSON: '1' });
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  /** By another program of the same member, whose token may have ended too. */
  async function payIn({ client, email, password }: Customer, amount: string): Promise<void> {
    const { tokens } = await client.mutate<{ tokens: { accessToken: string } }>(
      'signIn',
      { email, password },
      'tokens { accessToken }',
    );
    client.token = tokens.accessToken;
    await client.mutate('topUp', { amount, idempotencyKey: amount }, 'topUp { id }');
  }

  it('goes on when one token after the other ends and nothing happens meanwhile', { timeout: WHOLE_MS }, async () => {
    const { customer, visitor } = await stage.customer('en');
    let ended = 0;
    visitor.page.on('websocket', (socket) => socket.on('close', () => (ended += 1)));
    await visitor.open('/settings');
    await until('two tokens have ended', () => Promise.resolve(ended >= 2 ? true : null), 4 * TOKEN_SECONDS);
    await payIn(customer, '2345.00');
    await visitor.sees('¥3,345.00');
    expect(await visitor.page.getByText(LOST).count()).toBe(0);
  });

  it('goes on after a network that was away for longer than a token lasts', { timeout: WHOLE_MS }, async () => {
    const { customer, visitor } = await stage.customer('en');
    await visitor.open('/settings');
    await visitor.sees('¥1,000.00');
    await visitor.goOffline();
    await visitor.sees(LOST);
    await visitor.page.waitForTimeout((TOKEN_SECONDS + 1) * 1000);
    await payIn(customer, '2345.00');
    await visitor.comeBack();
    await visitor.sees('¥3,345.00');
    await visitor.page.getByText(LOST).waitFor({ state: 'detached' });
  });

  it('is said to be old where the account is not followed', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('en');
    await refuse(visitor.page, 'accountUpdated', 'FORBIDDEN', Infinity);
    await visitor.open('/settings');
    await visitor.sees('Your role does not allow you to see this.');
  });

  it(
    'is read where there are too many pages to watch it, and watched when one is closed',
    { timeout: WHOLE_MS },
    async () => {
      const { customer, visitor } = await stage.customer('en');
      const { call } = await startCall(customer, '13800000061');
      await visitor.open('/');
      const another = await visitor.another();
      await another.open(`/calls/${call.id}`);
      await another.sees('13800000061');
      await another.sees(CROWDED);
      await visitor.page.close();
      await another.page.getByText(CROWDED).waitFor({ state: 'detached' });
    },
  );

  it('is watched by the page that somebody looks at', { timeout: WHOLE_MS }, async () => {
    const { customer, visitor } = await stage.customer('en');
    await visitor.page.clock.install();
    await visitor.open('/settings');
    await look(visitor.page, 'hidden');
    await visitor.page.clock.fastForward(61_000);
    const another = await visitor.another();
    await another.open('/settings');
    await payIn(customer, '2345.00');
    await another.sees('¥3,345.00');
    expect(await another.page.getByText(CROWDED).count()).toBe(0);
    await another.page.close();
    await look(visitor.page, 'visible');
    await visitor.sees('¥3,345.00');
  });
});

/** As the browser tells a page that another tab is in front of it, or none any more. */
async function look(page: Page, is: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: '${is}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
}
