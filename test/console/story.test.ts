import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** From an empty page to a call that rings, beside typing the number that is called. */
const MOST_INPUTS = 12;
const MOBILE = '13700000011';

describe.skipIf(whyNot !== null)('Who comes to the console for the first time', () => {
  let stage: Stage;
  let visitor: Visitor;

  beforeAll(async () => {
    stage = await Stage.open(20);
    visitor = await stage.visitor('en');
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it('gets from signing up to a settled call, with few inputs', { timeout: WHOLE_MS }, async () => {
    const { page } = visitor;
    await visitor.open('/sign-up');
    await visitor.fill('E-mail', 'first@example.com');
    await visitor.fill('Password', 'a password of some length');
    await visitor.fill('Company or team', 'Console Ltd');
    await visitor.fill('Mobile number', MOBILE);
    await visitor.click('Send code');
    await visitor.sees('Resend in');
    await visitor.fill('SMS code', await stage.codeSentTo(MOBILE, 'REGISTRATION'));
    await visitor.check('I accept the terms of service');
    await visitor.click('Create account');
    await visitor.click('Create app “My app”');
    await visitor.sees('is shown only once');
    await visitor.click('Top up ¥1,000.00 (8,333 minutes)');
    await visitor.click('Enable and place a call');
    await visitor.sees('Maximum cost');
    await page.getByLabel('Callee', { exact: true }).fill('13800000061');
    await visitor.click('Call');
    await page.waitForURL(/\/calls\//);
    expect(visitor.inputs).toBeLessThanOrEqual(MOST_INPUTS);
    await visitor.sees('The call has ended and is settled.');
    expect(await visitor.figure('Charged')).toBe('¥0.24');
    await visitor.sees('¥999.76');
  });

  it('is who they were after a reload', { timeout: WHOLE_MS }, async () => {
    await visitor.open('/');
    await visitor.sees('8,331 minutes left');
    expect(visitor.complaints).toEqual([]);
  });
});
