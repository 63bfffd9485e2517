import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoClient } from '../../src/demo/client.ts';
import { until } from '../support/until.ts';
import { barriers, openBrowser, whyNot } from './browser.ts';
import type { History } from './history.ts';
import { startWithHistory } from './history.ts';

const PATIENCE_MS = 30_000;
const WHOLE_MS = 240_000;
const CALLS = 400;

describe.skipIf(whyNot !== null)('The console, of what has been', () => {
  let history: History;
  let browser: Browser;
  let page: Page;
  let api: DemoClient;
  let days: string;
  const errors: string[] = [];

  beforeAll(async () => {
    history = await startWithHistory(CALLS);
    days = `from=${history.month}-01&to=${lastDay(history.month)}`;
    browser = await openBrowser();
    page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') errors.push(line.text());
    });
    await signIn();
    api = await clientOf(history);
  }, WHOLE_MS);
  afterAll(async () => {
    await browser.close();
    await history.stop();
  });

  async function signIn(): Promise<void> {
    await page.goto(`${history.service.url}/sign-in`);
    await page.getByLabel('E-mail', { exact: true }).fill(history.email);
    await page.getByLabel('Password', { exact: true }).fill(history.password);
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  }

  /** Opens a page and waits until all of it is there. */
  async function open(path: string): Promise<void> {
    await page.goto(`${history.service.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
  }

  const figure = (title: string): Promise<string | null> =>
    page.locator('.ant-statistic', { hasText: title }).locator('.ant-statistic-content').first().textContent();

  /** What a download comes to, without the mark that spreadsheets want. */
  async function downloaded(button: string): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    await page.getByText('Saved').first().waitFor();
    return { name: download.suggestedFilename(), text: text.replace('\uFEFF', '') };
  }

  it('counts what the API counts, in all and by day, and links to the calls', { timeout: WHOLE_MS }, async () => {
    const { totals, series, groups } = await counted(api, history.month);
    await open(`/statistics?${days}&group=HANG_UP_CAUSE`);
    const shown = await Promise.all(['Calls', 'Answered', 'Answer rate', 'Minutes', 'Cost'].map(figure));
    expect(shown).toEqual([
      thousands(totals.calls),
      thousands(totals.answered),
      `${(totals.answerRate * 100).toFixed(2)}%`,
      thousands(totals.minutes),
      `¥${totals.cost}`,
    ]);
    expect(await figure('Time to answer P95')).toBe(`${(totals.answerTimes.p95Milliseconds / 1000).toFixed(2)} s`);
    const first = page.getByRole('row', { name: series[0]!.from });
    expect(await first.getByRole('cell').nth(1).textContent()).toBe(thousands(series[0]!.calls));
    expect(await page.getByRole('img', { name: 'Calls over time' }).locator('canvas').count()).toBe(1);
    expect(await page.getByRole('row', { name: 'Normal hang-up' }).getByRole('cell').nth(2).textContent()).toBe(
      thousands(groups.find(({ key }) => key === 'NORMAL')!.tally.calls),
    );
    await first.getByRole('link').click();
    await page.getByRole('heading', { name: 'Call records' }).waitFor();
    await page.locator('.ant-table-row').first().waitFor();
    expect(await page.locator('.ant-table-row').count()).toBe(Math.min(20, series[0]!.calls));
  });

  it('keeps in the address what is looked at, and takes no nonsense from it', { timeout: WHOLE_MS }, async () => {
    await open(`/statistics?${days}`);
    await page.locator('.ant-segmented-item', { hasText: 'By month' }).click();
    await page.waitForURL(/by=MONTH/);
    await page.getByRole('link', { name: history.month, exact: true }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: history.month, exact: true }).waitFor();
    await open('/statistics?from=yesterday&status=LOST&by=YEAR&group=MOOD');
    await page.getByText('No matching calls in this period').waitFor();
  });

  it(
    'turns one page however quickly one presses, and forgets what was written when that is wished',
    { timeout: WHOLE_MS },
    async () => {
      await open(`/records?${days}`);
      await page.getByRole('button', { name: 'Next' }).dblclick();
      await page.getByText('Page 2', { exact: true }).waitFor();
      const number = page.getByLabel('Number (any party)', { exact: true });
      await number.fill('13800000061');
      await page.locator('button', { hasText: /^Clear$/ }).click();
      expect(await number.inputValue()).toBe('');
      await page.waitForURL(/\/records$/);
      await number.fill('13800000061');
      await page.locator('button', { hasText: /^Clear$/ }).click();
      expect(await number.inputValue()).toBe('');
    },
  );

  it('shows a bill that adds up, with all its lines, and fetches it', { timeout: WHOLE_MS }, async () => {
    const { bill } = await api.ask<{ bill: BillOfApi }>(BILL, { month: history.month });
    await open('/bills');
    await page.getByRole('link', { name: history.month }).click();
    await page.getByRole('heading', { name: `Bill for ${history.month}` }).waitFor();
    await page.getByText(bill.hash).waitFor();
    const sheet = (await page.locator('.sheet tr td:last-child').allTextContents()).map(fenOf);
    const [opening = 0n, topUps = 0n, charges = 0n, adjustments = 0n, closing = 0n] = sheet;
    expect(opening + topUps - charges + adjustments).toBe(closing);
    expect(closing).toBe(fenOf(bill.closing));
    const { name, text } = await downloaded(`Download CSV: ${history.month}`);
    expect(name).toBe(`bill-${history.month}.csv`);
    expect(text.trimEnd().split('\r\n')).toHaveLength(bill.lineCount + 1);
    const paper = await downloaded(`Download PDF: ${history.month}`);
    expect(paper.text.slice(0, 5)).toBe('%PDF-');
    const lines = page.locator('.ant-card', { hasText: 'in order of accounting time' });
    await lines.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2').waitFor();
  });

  it('shows what the provider tells of a bill, and where it tells something else', { timeout: WHOLE_MS }, async () => {
    const { check } = (await api.ask<{ bill: BillOfApi }>(BILL, { month: history.month })).bill;
    const { matched, durationDiffers, missingAtProvider, unchecked } = check;
    expect(Math.min(durationDiffers, missingAtProvider)).toBeGreaterThan(0);
    await open(`/bills/${history.month}`);
    const card = page.locator('.ant-card', { hasText: 'Provider comparison' });
    await card.getByText('In progress').waitFor();
    expect(await card.locator('.ant-statistic-content-value').allTextContents()).toEqual(
      [matched, durationDiffers, missingAtProvider, unchecked].map(thousands),
    );
    for (const name of ['Not in the provider’s records', 'Duration differs'])
      await card.getByRole('row', { name }).first().waitFor();
    expect(await card.locator('.ant-table-row').count()).toBe(Math.min(20, durationDiffers + missingAtProvider));
  });

  it('shows a month that has no bill as it is so far', { timeout: WHOLE_MS }, async () => {
    await open('/bills');
    await page.getByRole('link', { name: 'Lines' }).click();
    await page.getByText('The month is not over').waitFor();
    await page.goto(`${history.service.url}/bills/2026-13`);
    await page.getByText('Page not found').waitFor();
  });

  it('exports exactly what it lists, of records and of the ledger', { timeout: WHOLE_MS }, async () => {
    const { busy } = await api.ask<{ busy: { totals: { calls: number } } }>(BUSY);
    await open(`/records?status=BUSY`);
    const { text } = await downloaded('Export CSV');
    expect(text.trimEnd().split('\r\n')).toHaveLength(busy.totals.calls + 1);
    await open(`/ledger?${days}`);
    const ledger = await downloaded('Export CSV');
    expect(ledger.name).toBe('ledger.csv');
    expect(ledger.text).toContain('TOP_UP');
    await open(`/ledger?from=2020-01-01&to=2020-01-02`);
    expect((await downloaded('Export CSV')).text.trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('says why a file does not come, and saves no part of one', { timeout: WHOLE_MS }, async () => {
    await page.route('**/downloads/**', (route) => route.fulfill({ status: 429, json: { code: 'CROWDED' } }));
    await open('/records');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await page.getByText('Too many downloads at once').waitFor();
    await page.unroute('**/downloads/**');
    await page.route('**/downloads/**', (route) => route.abort('connectionreset'));
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await page.getByText('The download was interrupted').waitFor();
    await page.unroute('**/downloads/**');
    errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('Failed to load resource')));
  });

  it('leads from a posting to its call or conference', { timeout: WHOLE_MS }, async () => {
    const { bill } = await api.ask<{ bill: BillOfApi }>(BILL, { month: history.month });
    for (const [kind, place] of [
      ['CALL', 'calls'],
      ['CONFERENCE', 'conferences'],
    ] as const) {
      const { postedAt, call } = bill.lines.edges.map(({ node }) => node).find((line) => line.call?.kind === kind)!;
      const day = dayOf(postedAt);
      await open(`/ledger?from=${day}&to=${day}`);
      await page.locator(`a[href="/${place}/${call?.id}"]`).click();
      await page.getByText('has ended and is settled').waitFor();
    }
  });

  it('remembers which columns records are shown with', { timeout: WHOLE_MS }, async () => {
    await open(`/records?${days}`);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Time to answer' }).check();
    await page.getByRole('checkbox', { name: 'Reference' }).uncheck();
    await open(`/records?${days}`);
    await page.getByRole('columnheader', { name: 'Time to answer' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Reference' }).count()).toBe(0);
  });

  it('sets how people are told', { timeout: WHOLE_MS }, async () => {
    await open('/notices');
    await page.getByText(history.email).first().waitFor();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('radio', { name: 'Custom' }).check();
    await page.getByLabel('Remind below this many minutes').fill('2000000');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The threshold must be between 0 and 1000000 minutes').waitFor();
    await page.getByLabel('Remind below this many minutes').fill('250');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const settings = '{ account { noticeSettings { language lowBalanceMinutes } } }';
    expect(await api.ask(settings)).toEqual({
      account: { noticeSettings: { language: 'EN', lowBalanceMinutes: 250 } },
    });
  });

  it('shows what became of each message to a receiver', { timeout: WHOLE_MS }, async () => {
    const receiver = createServer((request, response) => {
      request.resume();
      response.writeHead(request.url === '/taken' ? 200 : 503).end('as it likes');
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const { apps, account } = await api.ask<{ apps: { id: string }[]; account: { id: string } }>(
      '{ apps { id } account { id } }',
    );
    const desk = await deskOf(history);
    const about = { accountId: account.id, appId: apps[0]?.id, reason: 'a story' };
    for (const path of ['taken', 'refused']) {
      const url = `http://127.0.0.1:${port}/${path}`;
      await desk.mutate('setWebhook', { ...about, url, idempotencyKey: path }, 'webhook { url }');
      await desk.mutate('testWebhook', { ...about, idempotencyKey: `${path}, a test` }, 'delivery { id }');
      await until(`the message to ${path} was tried`, () => attemptsOf(api, about.appId ?? ''), 60);
    }
    await open('/receivers');
    await page.getByText('The receiver is not accepting messages').waitFor();
    await page.getByText('Delivered').waitFor();
    await page.locator('.ant-table-row', { hasText: 'Waiting' }).getByRole('button').click();
    await page.waitForURL(/delivery=/);
    await page.reload();
    await page.getByRole('button', { name: /Attempt 1 .*503/ }).click();
    await page.getByText('as it likes').waitFor();
    await page.getByText('webhook-signature').waitFor();
    await new Promise((resolve) => receiver.close(resolve));
  });

  it(
    'lists on a phone one below the other, with nothing aside and links for a thumb',
    { timeout: WHOLE_MS },
    async () => {
      const found: Record<string, unknown> = {};
      await page.setViewportSize({ width: 390, height: 844 });
      for (const path of [`/records?${days}`, '/ledger', '/bills', `/bills/${history.month}`]) {
        await open(path);
        await page.locator('.narrow-row a').first().waitFor();
        const here = [...(await page.evaluate<string[]>(ASIDE)), ...(await barriers(page))];
        if (here.length > 0) found[path] = here;
      }
      expect(found).toEqual({});
      await open(`/records?${days}`);
      expect(await page.getByRole('button', { name: 'Columns' }).count()).toBe(0);
      await page.locator('.narrow-row a').first().click();
      await page.waitForURL(/\/(calls|conferences)\//);
      await page.setViewportSize({ width: 1440, height: 900 });
    },
  );

  it('keeps nobody out, in either language, and fits a phone', { timeout: WHOLE_MS }, async () => {
    const found: Record<string, string[]> = {};
    const paths = [
      ...['/', `/statistics?${days}`, `/records?${days}`, '/ledger', '/bills', `/bills/${history.month}`],
      ...['/notices', '/receivers'],
    ];
    for (const language of ['English', '中文']) {
      if (language === '中文') await page.getByRole('button', { name: language }).click();
      for (const path of paths) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await open(path);
        const here = await barriers(page);
        await page.setViewportSize({ width: 390, height: 844 });
        const tooWide = (): Promise<string[]> => page.evaluate<string[]>(TOO_WIDE);
        const fits = async (): Promise<true | null> => ((await tooWide()).length === 0 ? true : null);
        await until(`${path} fits`, fits).catch(async () => here.push(...(await tooWide())));
        if (here.length > 0) found[`${language} ${path}`] = here;
      }
    }
    expect(found).toEqual({});
    expect(errors).toEqual([]);
  });
});

/** What makes the page wider than the window, where something does. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => 'too wide: ' + one.className)`;

/** What of a list is pushed aside, or is too low for a thumb. */
const ASIDE = `[...document.querySelectorAll('.ant-table-container, .ant-table-content')]
  .filter((one) => one.scrollWidth > one.clientWidth).map(() => 'a list that is pushed aside')
  .concat([...document.querySelectorAll('.narrow-row a')]
    .filter((one) => one.getBoundingClientRect().height < 44).map((one) => 'too low: ' + one.textContent))`;

interface BillOfApi {
  readonly hash: string;
  readonly closing: string;
  readonly lineCount: number;
  readonly check: Readonly<Record<'matched' | 'durationDiffers' | 'missingAtProvider' | 'unchecked', number>>;
  readonly lines: { readonly edges: readonly { readonly node: LineOfApi }[] };
}

interface LineOfApi {
  readonly postedAt: string;
  readonly call: { readonly id: string; readonly kind: string } | null;
}

const BILL = `query ($month: Month!) { bill(month: $month) {
  hash closing lineCount check { matched durationDiffers missingAtProvider unchecked } lines(first: 100) { edges { node { postedAt call { id kind } } } }
} }`;
const BUSY = '{ busy: callStatistics(filter: { status: BUSY }) { totals { calls } } }';

async function clientOf({ service, email, password }: History): Promise<DemoClient> {
  const client = new DemoClient(service.url);
  const { tokens } = await client.mutate<{ tokens: { accessToken: string } }>(
    'signIn',
    { email, password },
    'tokens { accessToken }',
  );
  client.token = tokens.accessToken;
  return client;
}

async function deskOf({ service, operator, password }: History): Promise<DemoClient> {
  const desk = new DemoClient(service.url);
  const input = { email: operator, password };
  desk.token = (await desk.mutate<{ accessToken: string }>('operatorSignIn', input, 'accessToken')).accessToken;
  return desk;
}

/** How often the newest message was tried; null while it was not. */
async function attemptsOf(api: DemoClient, app: string): Promise<number | null> {
  const query = 'query ($app: ID!) { webhookDeliveries(appId: $app) { edges { node { attemptCount } } } }';
  type Answer = { webhookDeliveries: { edges: { node: { attemptCount: number } }[] } };
  const { webhookDeliveries } = await api.ask<Answer>(query, { app });
  return webhookDeliveries.edges[0]?.node.attemptCount || null;
}

interface Counted {
  readonly totals: {
    readonly calls: number;
    readonly answered: number;
    readonly answerRate: number;
    readonly minutes: number;
    readonly cost: string;
    readonly answerTimes: { readonly p95Milliseconds: number };
  };
  readonly series: readonly { readonly from: string; readonly calls: number }[];
  readonly groups: readonly { readonly key: string | null; readonly tally: { readonly calls: number } }[];
}

/** Days are named as the console names them. */
async function counted(api: DemoClient, month: string): Promise<Counted> {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const filter = {
    from: new Date(`${month}-01T00:00:00+08:00`).toISOString(),
    to: new Date(Date.UTC(year, number) - 8 * 3_600_000).toISOString(),
  };
  const query = `query ($filter: CallFilter) { callStatistics(filter: $filter) {
    totals { calls answered answerRate minutes cost answerTimes { p95Milliseconds } }
    series { from tally { calls } }
    groups(by: HANG_UP_CAUSE) { key tally { calls } }
  } }`;
  type Answer = Omit<Counted, 'series'> & { series: { from: string; tally: { calls: number } }[] };
  const { callStatistics: told } = await api.ask<{ callStatistics: Answer }>(query, { filter });
  return { ...told, series: told.series.map(({ from, tally }) => ({ from: dayOf(from), calls: tally.calls })) };
}

/** In Beijing. */
function dayOf(time: string): string {
  return new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);
}

function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function thousands(count: number): string {
  return count.toLocaleString('en');
}

/** Of an amount as the API or the console writes it. */
function fenOf(amount: string): bigint {
  return BigInt(amount.replace('−', '-').replace(/[¥,.]/g, ''));
}
