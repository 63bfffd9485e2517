import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProviderSession } from '../../../src/domain/ids.ts';
import * as a from '../../support/a.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { run } from './operations.ts';

let api: Api;
let owner: Customer;
const [desk, first, second, third] = ['13900000001', '13800000002', '13800000003', '057186778825'];

beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  await talk({ callee: first }, 61);
  await talk({ callee: second, reference: '订单 7' }, 0);
  await confer([second, third], 120);
});
afterAll(() => api.stop());

async function talk(given: object, talkSeconds: number): Promise<void> {
  const session = dialledAs();
  const order = { appId: owner.app, caller: desk, ...given, idempotencyKey: session };
  const { caller, callee } = (await run(api, 'startCall', order, owner.token))['call'] as Record<string, string>;
  await report(
    session,
    a.report({ session, caller: caller!, callee: callee!, createdAt: null, talkSeconds, legs: [] }),
  );
}

async function confer(callees: readonly string[], talkSeconds: number): Promise<void> {
  const session = dialledAs();
  const order = { appId: owner.app, caller: desk, callees, idempotencyKey: session };
  await run(api, 'startConference', order, owner.token);
  const told = { session, members: [desk, ...callees], createdAt: null, startedAt: null, talkSeconds };
  await report(session, a.conferenceReport(told));
}

function dialledAs(): ProviderSession {
  const session = `session-${crypto.randomUUID()}` as ProviderSession;
  api.outside.dial = () => ({ kind: 'STARTED', session });
  return session;
}

async function report(session: string, told: ReturnType<typeof a.report> | a.GroupReport): Promise<void> {
  const app = await api.postgres.accounts.decide(owner.account, { app: owner.app }, (facts) => ({ answer: facts.app }));
  const bytes = { bodyHash: session.padEnd(64, '0'), body: new TextEncoder().encode('{}') };
  await api.application.receiveCallback({ app, signedAt: new Date(), ...bytes, report: told });
}

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await api.ask<Data>(query, variables, owner.token);
  expect(errors).toEqual([]);
  return data;
}

it('counts what it lists: a conference by any of its numbers, and once', async () => {
  const query = `query ($filter: CallFilter) {
    callRecords(filter: $filter) { edges { node { __typename ... on Call { charge } ... on Conference { charge } } } }
    callStatistics(filter: $filter) {
      totals { calls ended answered answerRate talkSeconds averageTalkSeconds minutes cost }
      series { from to tally { calls } }
      groups(by: NUMBER) { key tally { calls } }
    }
  }`;
  type Seen = { callRecords: { edges: unknown[] }; callStatistics: { series: unknown[] } };
  const all = await ask<Seen>(query);
  const totals = { calls: 3, ended: 3, answered: 2, answerRate: 0.6667, talkSeconds: 181, averageTalkSeconds: 91 };
  expect(all.callRecords.edges).toHaveLength(3);
  expect(all.callStatistics).toMatchObject({ totals: { ...totals, minutes: 4, cost: '0.48' } });
  expect(all.callStatistics.series).toHaveLength(1);
  expect(all.callStatistics).toMatchObject({
    groups: [
      { key: desk, tally: { calls: 3 } },
      { key: second, tally: { calls: 2 } },
      { key: third, tally: { calls: 1 } },
      { key: first, tally: { calls: 1 } },
    ],
  });
  const some = await ask<Seen>(query, { filter: { number: '+86 571 8677 8825' } });
  expect(some.callRecords.edges).toEqual([{ node: { __typename: 'Conference', charge: '0.24' } }]);
  expect(some.callStatistics).toMatchObject({ totals: { calls: 1, cost: '0.24' } });
});

it('takes the same filter for the record, the statistics and the export', async () => {
  const query = `query ($filter: CallFilter) {
    callStatistics(filter: $filter) { totals { calls answerRate } groups(by: HANG_UP_CAUSE) { key } }
    callExport(filter: $filter) { url fileName }
  }`;
  type Seen = { callStatistics: unknown; callExport: { url: string; fileName: string } };
  const seen = await ask<Seen>(query, { filter: { reference: '订单 7', status: 'FAILED', kind: 'CALL' } });
  expect(seen.callStatistics).toEqual({ totals: { calls: 1, answerRate: 0 }, groups: [{ key: null }] });
  expect(seen.callExport.fileName).toBe('通话记录.csv');
  const file = await fetch(seen.callExport.url.replace('https://calls.example.cn', api.url));
  const [head, line, ...rest] = Buffer.from(await file.arrayBuffer())
    .toString('utf8')
    .split('\r\n');
  expect(head).toMatch(/^\uFEFF发起时间（北京时间）,类型,状态,主叫,被叫,/);
  expect(line).toContain(`单人专线电话,失败,${desk}\t,${second}\t,订单 7,`);
  expect(rest).toEqual(['']);
});

it('tells periods without calls as well, and at most a thousand', async () => {
  const query = `query ($filter: CallFilter, $by: StatisticsPeriod!) {
    callStatistics(filter: $filter) { totals { calls } series(by: $by) { from to tally { calls cost answerRate } } }
  }`;
  const from = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const to = new Date(Date.now() + 86_400_000).toISOString();
  type Seen = { callStatistics: { series: { from: string; to: string; tally: { calls: number } }[] } };
  const { callStatistics } = await ask<Seen>(query, { filter: { from, to }, by: 'DAY' });
  const { series } = callStatistics;
  expect(callStatistics).toMatchObject({ totals: { calls: 3 } });
  expect(series).toHaveLength(5);
  expect(series[0]?.tally).toEqual({ calls: 0, cost: '0.00', answerRate: null });
  expect(series.reduce((sum, { tally: { calls } }) => sum + calls, 0)).toBe(3);
  expect(series.slice(1).map((part) => part.from)).toEqual(series.slice(0, -1).map((part) => part.to));

  const long = { filter: { from: '2000-01-01T00:00:00Z', to }, by: 'DAY' };
  const { errors } = await api.ask(query, long, owner.token);
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'by' });
});

it('tells at most a hundred groups', async () => {
  const { errors } = await api.ask('{ callStatistics { groups(first: 101) { key } } }', {}, owner.token);
  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
});
