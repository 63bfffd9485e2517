import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Argon2Passwords } from '../../src/adapters/system/argon2-passwords.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../src/application/add-operator.ts';
import { DemoClient } from '../../src/demo/client.ts';
import type { Customer } from '../support/customer.ts';
import { registerCustomer } from '../support/customer.ts';
import { ignore, open } from '../support/postgres.ts';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';

const PAYEE = '杭州专线有限公司 1202 0260 0000 0000 001';
const desk = { email: 'desk@example.cn', password: 'a password of some length' };

describe.skipIf(whyNot !== null)('A customer who pays by bank transfer', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20, { PAYMENTS: 'bank', BANK_PAYEE: PAYEE });
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it('finds on a later day whom to pay, and sees the money arrive', { timeout: WHOLE_MS }, async () => {
    const customer = await registerCustomer(stage.service.url, stage.service.sandboxUrl);
    const reference = await order(customer);
    const visitor = await stage.visitor('zh');
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await visitor.signIn(customer);
    await visitor.open('/top-up');
    await visitor.sees(`请转账到：${PAYEE}`);
    await visitor.sees(`转账附言：${reference}`);
    await visitor.open('/');
    await visitor.sees(`转账附言：${reference}`);
    expect(await visitor.page.getByRole('button', { name: /充值 ¥1,000.00/ }).isDisabled()).toBe(true);
    await visitor.open('/top-up');
    await visitor.sees('待支付');
    await confirm(reference);
    await visitor.sees('已到账');
    expect(await visitor.page.getByText(reference).count()).toBe(0);
  });

  async function order({ client }: Customer): Promise<string> {
    const input = { amount: '1000.00', idempotencyKey: 'first' };
    const { topUp } = await client.mutate<{ topUp: { transferReference: string } }>(
      'topUp',
      input,
      'topUp { transferReference }',
    );
    return topUp.transferReference;
  }

  /** As who runs the service does when the bank shows the money. */
  async function confirm(reference: string): Promise<void> {
    const postgres = await open(stage.service.databaseUrl, { clockRate: null, log: ignore });
    const outside = { passwords: new Argon2Passwords(), random: new CryptoRandom(), clock: { wall: () => new Date() } };
    await addOperator({ operators: postgres.operators, ...outside })(desk);
    await postgres.close();
    const operator = new DemoClient(stage.service.url);
    const { accessToken } = await operator.mutate<{ accessToken: string }>('operatorSignIn', desk, 'accessToken');
    operator.token = accessToken;
    const bank = { amountReceived: '1000.00', bankReference: 'bank 7', reason: 'arrived', idempotencyKey: 'bank 7' };
    await operator.mutate('confirmTopUp', { reference, ...bank }, 'found { topUp { id } }');
  }
});
