import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxTruth } from '../../src/demo/client.ts';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';

/** So that the first is over, and in nobody's way, when it is asked for again. */
const CALLEE = '13800000003';
const PARTIES = ['13800000301', '13800000302'] as const;

describe.skipIf(whyNot !== null)('Who presses again', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it(
    'after an answer was lost sees the call that was placed, and rings nobody twice',
    { timeout: WHOLE_MS },
    async () => {
      const { visitor } = await stage.customer('en');
      const { page } = visitor;
      await loseAnswer(page, 'startCall');
      await visitor.open(`/call?callee=${CALLEE}`);
      await visitor.sees('Maximum cost (reserved)');
      await visitor.click('Call');
      await visitor.sees('The service cannot be reached.');
      await visitor.sees('¥999.88');
      await visitor.click('Call');
      await page.waitForURL(/\/calls\//);
      await visitor.sees('The call has ended and is settled.');
      expect(await placed(CALLEE)).toBe(1);
    },
  );

  it('to start a conference that is under way is led to it', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('en');
    const { page } = visitor;
    for (const time of [1, 2]) {
      await visitor.open('/conference');
      await visitor.sees('Maximum cost (reserved)');
      await visitor.fill('Party 1', PARTIES[0]);
      await visitor.fill('Party 2', PARTIES[1]);
      await visitor.click('Start conference');
      if (time === 1) await page.waitForURL(/\/conferences\//);
    }
    await visitor.sees('A conference of these numbers is under way already.');
    await page.getByRole('link', { name: 'See the conference' }).click();
    await page.waitForURL(/\/conferences\//);
    await visitor.sees(PARTIES[1]);
  });

  async function placed(callee: string): Promise<number> {
    return (await sandboxTruth<unknown[]>(stage.service.sandboxUrl, `/sandbox/calls?callee=${callee}`)).length;
  }
});

/** The service does what it is asked for first, and the page never hears of it. */
async function loseAnswer(page: Page, field: string): Promise<void> {
  let isLost = false;
  await page.route('**/graphql', async (route) => {
    if (isLost || !(route.request().postData() ?? '').includes(field)) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
}
