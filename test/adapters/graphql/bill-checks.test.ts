import { afterAll, beforeAll, expect, it } from 'vitest';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../../src/application/add-operator.ts';
import { decisionOf } from '../../../src/application/decision-of.ts';
import type { Finding } from '../../../src/domain/bill-check.ts';
import { noTotals } from '../../../src/domain/bill.ts';
import type { CallId, ProviderSession } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { monthName, shanghaiMonth } from '../../../src/domain/month.ts';
import { settle } from '../../../src/domain/settlement.ts';
import { newId } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf, password } from './customer.ts';

let api: Api;
let owner: Customer;
let other: Customer;
let desk: string;

beforeAll(async () => {
  api = await startApi();
  [owner, other] = [await customerOf(api), await customerOf(api)];
  const { operators, clock } = api.postgres;
  const email = 'desk@example.cn';
  await addOperator({ operators, clock, passwords: cheapPasswords, random: new CryptoRandom() })({ email, password });
  const signIn = `mutation { result: operatorSignIn(input: { email: "${email}", password: "${password}" }) {
    ... on OperatorSignInSuccess { accessToken } } }`;
  desk = (await api.ask<{ result: { accessToken: string } }>(signIn)).data.result.accessToken;
  // Each found thing stands beside a call of 61 seconds; the last call is not asked about.
  const missing = { state: 'MISSING_AT_PROVIDER', providerSeconds: null } as const;
  await issue(owner, [
    { state: 'MATCHED', providerSeconds: 61 },
    { state: 'DURATION_DIFFERS', providerSeconds: 75 },
    missing,
    null,
  ]);
  await issue(other, [{ state: 'MATCHED', providerSeconds: 61 }]);
});
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

async function issue(customer: Customer, findings: readonly (Finding | null)[]): Promise<void> {
  const { accounts, billChecks, clock } = api.postgres;
  const account = customer.account;
  const now = clock.service();
  for (const [index] of findings.entries()) {
    const id = newId<CallId>();
    const ordered = {
      id,
      account,
      app: customer.app,
      placedAt: a.after(-90, now),
      deadline: a.after(600, now),
    };
    const call = a.openCall({ session: newId<ProviderSession>() }, ordered);
    const legs = [a.leg('NORMAL', a.after(index - 20, now))];
    await accounts.decide(account, {}, (facts) => {
      const report = a.report({ session: call.session!, talkSeconds: 61, legs });
      return decisionOf(call, settle(facts.account.reserve(call.order.reservation), call, report, now));
    });
  }
  const totals = { ...noTotals, calls: findings.length, charges: Money.fen(24 * findings.length) };
  const figures = { month: shanghaiMonth(now), opening: totals.charges, totals, hash: 'a'.repeat(64) };
  const bill = { ...figures, id: newId<string>(), account, issuedAt: now };
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { bill } }));
  const claimed = (await billChecks.claim(1, 60))!;
  const lines = await billChecks.lines(claimed, 100);
  const found = lines.flatMap(({ id: line }, index) => {
    const finding = findings[index] ?? null;
    return finding === null ? [] : [{ ...finding, line }];
  });
  await billChecks.record(claimed, { findings: found, at: now, pass: claimed.pass, after: null, inSeconds: null });
}

const check = 'check { share matched durationDiffers missingAtProvider unchecked finishedAt }';
const lines =
  'edges { node { check { state providerSeconds checkedAt } call { talkSeconds } } } pageInfo { hasNextPage }';

interface Told {
  readonly check: object;
  readonly lines?: {
    readonly edges: readonly { readonly node: { readonly check: { readonly state: string } | null } }[];
  };
  readonly differences: object;
}

const differences = (now: string) => ({
  edges: [
    { node: { check: { state: 'DURATION_DIFFERS', providerSeconds: 75, checkedAt: now }, call: { talkSeconds: 61 } } },
    {
      node: {
        check: { state: 'MISSING_AT_PROVIDER', providerSeconds: null, checkedAt: now },
        call: { talkSeconds: 61 },
      },
    },
  ],
  pageInfo: { hasNextPage: false },
});

it('BILL-5: a bill tells how far it was checked, what was found of each line, and which differ', async () => {
  const now = api.postgres.clock.service();
  const month = monthName(shanghaiMonth(now));
  const query = `query Bill($month: Month!) { bill(month: $month) { ${check} lines { ${lines} } differences { ${lines} } } }`;
  const { data, errors } = await api.ask<{ bill: Told }>(query, { month }, owner.token);
  expect(errors).toEqual([]);
  const finishedAt = now.toISOString();
  const counts = { matched: 1, durationDiffers: 1, missingAtProvider: 1, unchecked: 1 };
  expect(data.bill.check).toEqual({ share: 1, ...counts, finishedAt });
  expect(data.bill.differences).toEqual(differences(finishedAt));
  const states = data.bill.lines!.edges.flatMap(({ node }) => node.check?.state ?? []);
  expect(states).toEqual(['MATCHED', 'DURATION_DIFFERS', 'MISSING_AT_PROVIDER', 'UNCHECKED']);
  // The top-up charges no call.
  expect(data.bill.lines!.edges.filter(({ node }) => node.check === null)).toHaveLength(1);
});

it('BILL-5: operators find the bills that differ, of whomever, with the same lines', async () => {
  const query = `query Bills($filter: CustomerBillFilterInput) { customerBills(filter: $filter) { edges { node {
    account { id } bill { ${check} differences { ${lines} } } } } } }`;
  interface Found {
    readonly customerBills: { readonly edges: readonly { readonly node: { account: { id: string }; bill: Told } }[] };
  }
  const ask = async (filter: object) => {
    const { data, errors } = await api.ask<Found>(query, { filter }, desk);
    expect(errors).toEqual([]);
    return data.customerBills.edges.map(({ node }) => node);
  };
  const now = api.postgres.clock.service();
  const differing = await ask({ differing: true });
  expect(differing.map(({ account }) => account.id)).toEqual([owner.account]);
  expect(differing[0]!.bill.differences).toEqual(differences(now.toISOString()));
  expect((await ask({ differing: false })).map(({ account }) => account.id)).toEqual([other.account]);
  expect((await ask({ accountId: other.account })).map(({ account }) => account.id)).toEqual([other.account]);
  expect(await ask({ month: monthName(shanghaiMonth(now)) })).toHaveLength(2);
  expect(await ask({ month: '2001-01' })).toEqual([]);
});
