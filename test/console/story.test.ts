import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxTruth } from '../../src/demo/client.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { barriers, openBrowser, whyNot } from './browser.ts';

const PATIENCE_MS = 15_000;
const WHOLE_MS = 120_000;
const PAGES = ['/', '/apps', '/top-up', '/call', '/conference', '/live', '/records', '/ledger', '/members', '/keys'];

if (whyNot !== null) console.warn(`The tests of the console in a browser were left out: ${whyNot}.`);

describe.skipIf(whyNot !== null)('The console', () => {
  let service: TestService;
  let browser: Browser;
  let page: Page;
  let inputs = 0;
  const errors: string[] = [];

  beforeAll(async () => {
    service = await startTestService(20);
    browser = await openBrowser();
    page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') errors.push(line.text());
    });
  }, WHOLE_MS);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const fill = async (label: string, text: string): Promise<void> => {
    inputs += 1;
    await page.getByLabel(label, { exact: true }).fill(text);
  };
  const click = async (name: string): Promise<void> => {
    inputs += 1;
    await page.getByRole('button', { name }).click();
  };

  async function signUp(mobile: string): Promise<void> {
    await page.goto(`${service.url}/sign-up`);
    await fill('E-mail', `console-${mobile}@example.com`);
    await fill('Password', 'a password of some length');
    await fill('Company or team', 'Console Ltd');
    await fill('Mobile number', mobile);
    await click('Send a code');
    await page.getByText('Again in').waitFor();
    const [text] = await sandboxTruth<{ code: string }[]>(service.sandboxUrl, `/sandbox/messages?to=${mobile}`);
    await fill('Code from the text message', text?.code ?? '');
    inputs += 1;
    await page.getByRole('checkbox').check();
    await click('Create the account');
  }

  it('leads from signing up to a settled call, with few inputs', { timeout: WHOLE_MS }, async () => {
    await signUp('13700000011');
    await click('Create the app');
    await page.getByText('is shown this once').waitFor();
    await click('Top up ¥1,000.00');
    await click('Enable, and go to the call page');
    await page.getByText('Costs at most').waitFor();
    await page.getByLabel('Callee', { exact: true }).fill('13800000061');
    inputs += 1;
    await page.locator('button[type=submit]').click();
    await page.waitForURL(/\/calls\//);
    expect(inputs).toBeLessThanOrEqual(12);
    await page.getByText('The call has ended and is settled.').waitFor();
    await page.getByText('¥0.24').first().waitFor();
    await page.getByText('¥999.76').first().waitFor();
  });

  it('is who one was after a reload, with no token that a script could read', { timeout: WHOLE_MS }, async () => {
    await page.goto(service.url);
    await page.getByText('8,331 minutes left').waitFor();
    expect(await page.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })')).toBe('{}');
  });

  it('stands in the place of no answer of the service', async () => {
    for (const path of ['/graphql', '/health', '/ready', '/downloads/unknown']) {
      const response = await fetch(`${service.url}${path}`, { headers: { accept: 'text/html' } });
      expect([path, await response.text()]).not.toEqual([path, expect.stringContaining('<div id="root">')]);
    }
    expect(await (await fetch(service.url, { headers: { accept: 'text/html' } })).text()).toContain('<div id="root">');
  });

  it('keeps nobody out of any page, in either language', { timeout: WHOLE_MS }, async () => {
    const found: Record<string, string[]> = {};
    for (const path of PAGES) {
      await page.goto(`${service.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
      const barriersHere = await barriers(page);
      if (barriersHere.length > 0) found[path] = barriersHere;
    }
    expect(found).toEqual({});
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: 'API 密钥' }).waitFor();
    expect(errors).toEqual([]);
  });
});
