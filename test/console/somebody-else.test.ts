import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';

const TOKEN_SECONDS = 12;

describe.skipIf(whyNot !== null)('A tab whose browser is somebody else’s now', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20, { ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS) });
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it('shows nothing of the one before when their token ends', { timeout: WHOLE_MS }, async () => {
    const { customer, visitor } = await stage.customer('en');
    await visitor.open('/settings');
    await visitor.sees('¥1,000.00');
    const { customer: other } = await stage.customer('en');
    await other.client.mutate('topUp', { amount: '2345.00', idempotencyKey: 'more' }, 'topUp { id }');
    await visitor.signIn(other);
    await visitor.sees('¥3,345.00');
    await visitor.page.getByRole('button', { name: /My account/ }).click();
    await visitor.sees(other.email);
    expect(await visitor.page.getByText(customer.email).count()).toBe(0);
  });

  it('follows at once when another tab signs out and in', { timeout: WHOLE_MS }, async () => {
    const { visitor: one } = await stage.customer('en');
    const { customer: other } = await stage.customer('en');
    await one.open('/settings');
    const another = await one.another();
    await another.open('/');
    await another.page.getByRole('button', { name: /My account/ }).click();
    await another.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await one.page.waitForURL(/\/sign-in/);
    await another.fill('E-mail', other.email);
    await another.fill('Password', other.password);
    await another.click('Sign in');
    await one.page.waitForURL(/\/settings$/);
    await one.page.getByRole('button', { name: /My account/ }).click();
    await one.sees(other.email);
  });

  it('gives a member another role only when that was confirmed', { timeout: WHOLE_MS }, async () => {
    const { customer, visitor } = await stage.customer('en');
    const { page } = visitor;
    await visitor.open('/members');
    await page.getByLabel(`Role of ${customer.email}`).click();
    await page.getByTitle('Finance').click();
    await page.getByRole('dialog', { name: /Make yourself Finance\?/ }).waitFor();
    await visitor.click('Change the role');
    await visitor.sees('An account needs at least one owner. Make someone else an owner first.');
  });
});
