import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import { secretsFingerprint } from '../support/database.ts';
import { sandboxTruth } from '../../src/demo/client.ts';
import type { Customer } from '../support/customer.ts';
import { registerCustomer, startCall } from '../support/customer.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { until } from '../support/until.ts';

interface Balance {
  readonly balance: string;
  readonly reserved: string;
}

/** Credits less than a top-up may be: by the repository itself, with its posting. */
async function fund(databaseUrl: string, account: AccountId, amount: Money): Promise<void> {
  const wall = (): Date => new Date();
  const postgres = await openPostgres({
    url: databaseUrl,
    clockRate: null,
    wall,
    secretsFingerprint,
    log: () => undefined,
  });
  await postgres.accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.credit(amount) },
    transfers: [Transfer.topUp('00000000-0000-4000-8000-000000000000', amount, facts.now)],
  }));
  await postgres.close();
}

describe('One hundred calls at once on an account with 84 fen', () => {
  let service: TestService;
  let customer: Customer;

  beforeAll(async () => {
    service = await startTestService(40);
    customer = await registerCustomer(service.url, service.sandboxUrl);
    await fund(service.databaseUrl, customer.accountId as AccountId, Money.fen(84));
    await customer.client.mutate('enableService', { appId: customer.appId }, 'app { id }');
  });
  afterAll(() => service.stop());

  const balance = async (): Promise<Balance> =>
    (await customer.client.ask<{ account: Balance }>('{ account { balance reserved } }')).account;

  it('are accepted exactly seven times, and settle to the fen of what the provider counted', async () => {
    const callees = Array.from({ length: 100 }, (_, index) => `13800000${String(index + 100)}`);
    const results = await Promise.all(callees.map((callee) => startCall(customer, callee, { maxDurationSeconds: 60 })));
    const accepted = results.filter(({ __typename }) => __typename === 'StartCallSuccess');
    expect(accepted).toHaveLength(7);
    expect(results.filter(({ __typename }) => __typename === 'InsufficientBalance')).toHaveLength(93);
    expect(accepted.map(({ call }) => call.status)).toEqual(Array(7).fill('DIALING'));

    await until('all calls have settled', async () => ((await balance()).reserved === '0.00' ? true : null), 30);
    const truths = await sandboxTruth<{ talkSeconds: number }[]>(service.sandboxUrl, '/sandbox/calls');
    expect(truths).toHaveLength(7);
    const owed = truths.reduce((sum, { talkSeconds }) => sum + Math.ceil(talkSeconds / 60) * 12, 0);
    expect(await balance()).toEqual({ balance: Money.fen(84 - owed).toYuan(), reserved: '0.00' });
  });
});
