import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';

let api: Api;
let customer: Customer;

beforeAll(async () => {
  api = await startApi();
  customer = await customerOf(api);
});
afterAll(() => api.stop());

/** The tests' API listens elsewhere than where it says. */
async function fetched(link: string): Promise<Response> {
  return fetch(link.replace('https://calls.example.cn', api.url));
}

it('gives a link to the ledger, by which it is fetched without a token', async () => {
  type Exported = { ledgerExport: { url: string; fileName: string; expiresAt: string } };
  const { data } = await api.ask<Exported>('{ ledgerExport { url fileName expiresAt } }', {}, customer.token);
  expect(data.ledgerExport.fileName).toBe('流水.csv');
  const response = await fetched(data.ledgerExport.url);
  const lines = Buffer.from(await response.arrayBuffer())
    .toString('utf8')
    .split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF入账时间/);
  expect(lines[1]).toContain('充值,1000.00,1000.00');
  expect(lines.slice(2)).toEqual(['']);
  expect((await fetched(`${data.ledgerExport.url}0`)).status).toBe(403);
});

it('lists of the ledger what was posted at a time', async () => {
  type Listed = { all: { edges: unknown[] }; none: { edges: unknown[] } };
  const query = `{
    all: ledger(from: "2000-01-01T00:00:00.000Z") { edges { node { id } } }
    none: ledger(to: "2000-01-01T00:00:00.000Z") { edges { node { id } } }
  }`;
  const { data } = await api.ask<Listed>(query, {}, customer.token);
  expect([data.all.edges.length, data.none.edges.length]).toEqual([1, 0]);
});

it('leaves out of it what was posted at other times', async () => {
  type Exported = { ledgerExport: { url: string } };
  const query = '{ ledgerExport(to: "2000-01-01T00:00:00.000Z", language: EN) { url } }';
  const { data } = await api.ask<Exported>(query, {}, customer.token);
  const text = await (await fetched(data.ledgerExport.url)).text();
  expect(text.split('\r\n')).toHaveLength(2);
  expect(text).toContain('Posted at');
});

it('gives a link to a bill, which leads nowhere while the month has none', async () => {
  type Exported = { billExport: { url: string; fileName: string } };
  const query = '{ billExport(month: "2000-01") { url fileName } }';
  const { data } = await api.ask<Exported>(query, {}, customer.token);
  expect(data.billExport.fileName).toBe('账单-2000-01.pdf');
  expect((await fetched(data.billExport.url)).status).toBe(404);
});
