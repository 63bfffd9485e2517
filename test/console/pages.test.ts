import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCall } from '../support/customer.ts';
import { until } from '../support/until.ts';
import type { Customer } from '../support/customer.ts';
import { barriers, whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';
import type { Language, Visitor } from './visitor.ts';

const DOORS = ['/sign-in', '/sign-up', '/reset', '/invitation'];
const PAGES = [
  ...['/', '/apps', '/top-up', '/call', '/conference', '/live', '/records', '/records?kind=CONFERENCE', '/ledger'],
  ...['/statistics', '/bills', '/notices', '/receivers', '/members', '/keys', '/settings', '/no-such-page'],
];
const TITLES = { zh: '概览', en: 'Overview' };

describe.skipIf(whyNot !== null)('Every page of the console', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(60);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  /** @returns what would keep people out, by page. */
  async function walk(visitor: Visitor, paths: readonly string[]): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const path of paths) {
      await visitor.open(path);
      const here = await barriers(visitor.page);
      if (here.length > 0) found[path] = here;
    }
    return found;
  }

  async function settledCall(customer: Customer): Promise<string> {
    const { call } = await startCall(customer, '13800000061');
    await until('the call is settled', async () => {
      const query = 'query ($id: ID!) { call(id: $id) { status } }';
      const { call: now } = await customer.client.ask<{ call: { status: string } }>(query, { id: call.id });
      return now.status === 'COMPLETED' ? now : null;
    });
    return call.id;
  }

  it.each<Language>(['zh', 'en'])(
    'keeps nobody out, loads, and asks nobody else (%s)',
    { timeout: WHOLE_MS },
    async (language) => {
      const stranger = await stage.visitor(language);
      expect(await walk(stranger, DOORS)).toEqual({});
      const { customer, visitor } = await stage.customer(language);
      const call = await settledCall(customer);
      expect(await walk(visitor, [...PAGES, `/apps/${customer.appId}`, `/calls/${call}`])).toEqual({});
      for (const { complaints, strangers } of [stranger, visitor]) expect([complaints, strangers]).toEqual([[], []]);
    },
  );

  it('speaks the language of the browser, and the one that is chosen from then on', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('zh');
    const { page } = visitor;
    const heading = (language: Language) => page.getByRole('heading', { level: 1, name: TITLES[language] });
    await visitor.open('/');
    await heading('zh').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await visitor.click('English');
    await heading('en').waitFor();
    await page.reload();
    await heading('en').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('Overview · 专线 Zhuanxian');
  });
});
