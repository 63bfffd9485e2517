import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';

const RECORDS = '**/assets/records-*.js';
const BROKEN = 'The page cannot be shown';

describe.skipIf(whyNot !== null)('A page that cannot be shown', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it('is loaded anew by itself where its part is of an older console', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('en');
    const { page } = visitor;
    await visitor.open('/');
    await page.route(RECORDS, (route) => route.fulfill({ status: 404 }), { times: 1 });
    await page.getByRole('link', { name: 'Records' }).click();
    await visitor.sees('No matching records');
    expect(await page.getByText(BROKEN).count()).toBe(0);
  });

  it('is loaded anew once only, and leads on where that does not help', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('en');
    const { page } = visitor;
    await visitor.open('/');
    let loads = 0;
    page.on('load', () => (loads += 1));
    await page.route(RECORDS, (route) => route.fulfill({ status: 404 }));
    await page.getByRole('link', { name: 'Records' }).click();
    await visitor.sees(BROKEN);
    expect(loads).toBe(1);
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ledger' }).waitFor();
    await page.unroute(RECORDS);
    await page.getByRole('link', { name: 'Records' }).click();
    await visitor.sees(BROKEN);
    await visitor.click('Reload');
    await visitor.sees('No matching records');
  });

  it('leaves the others where it fails at what it was told', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('en');
    const { page } = visitor;
    await page.route('**/graphql', async (route) => {
      if (!(route.request().postData() ?? '').includes('query Apps')) return route.continue();
      const json: unknown = { data: { apps: [null] } };
      await route.fulfill({ json });
    });
    await page.goto(`${stage.service.url}/apps`);
    await visitor.sees(BROKEN);
    await page.getByRole('link', { name: 'Ledger' }).click();
    await visitor.sees('Top-up');
    expect(await page.getByText(BROKEN).count()).toBe(0);
  });
});
