import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../support/customer.ts';
import { until } from '../support/until.ts';
import { whyNot } from './browser.ts';
import { refuse } from './refuse.ts';
import { Stage, WHOLE_MS } from './stage.ts';

const TOKEN_SECONDS = 12;
const LOST = /The connection was lost/;

describe.skipIf(whyNot !== null)('What a page shows live', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(60, { ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS) });
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
    await visitor.sees('Your role may not see this.');
  });
});
