import { expect, test } from 'vitest';
import type { AccountId, TopUpId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { SandboxAppCredentials } from '../../../src/adapters/sandbox/sandbox-app-credentials.ts';
import { SandboxPayments } from '../../../src/adapters/sandbox/sandbox-payments.ts';
import { SandboxSms } from '../../../src/adapters/sandbox/sandbox-sms.ts';
import { start } from './client.ts';
import { receiver, scene, stopAfterEach } from './harness.ts';

stopAfterEach();

test('a top-up is paid once, with one reference', async () => {
  const { url } = await scene();
  const payments = new SandboxPayments(url);
  const order = { topUpId: 'top-up' as TopUpId, accountId: 'account' as AccountId, amount: Money.fen(100_000) };
  const first = await payments.pay(order);
  expect(first.status).toBe('PAID');
  expect(await payments.pay(order)).toEqual(first);
  expect((await payments.pay({ ...order, topUpId: 'other' as TopUpId })).reference).not.toBe(first.reference);
  await expect(payments.pay({ ...order, amount: Money.fen(5) })).rejects.toThrow('The sandbox answered 409');
});

test('a code can be read where a telephone would show it', async () => {
  const { url } = await scene();
  const message = { purpose: 'REGISTRATION', code: '123456' } as const;
  const sent = await new SandboxSms(url).send(PhoneNumber.restore('13800000001'), message);
  expect(sent).toEqual({ kind: 'SENT', code: '123456' });
  const messages = await (await fetch(`${url}/sandbox/messages?to=13800000001`)).json();
  expect(messages).toMatchObject([
    { to: '13800000001', code: '123456', purpose: 'REGISTRATION', text: expect.stringContaining('注册') as string },
  ]);
});

test('credentials are issued to an app that has none, and kept for one that has', async () => {
  const { url, customer } = await scene();
  const source = new SandboxAppCredentials(url);
  const issued = source.obtain(null);
  await source.announce(issued, customer.url);
  expect(await start(url, issued, '13800000061')).toMatchObject({ code: 200 });
  const given = { appKey: 'given', appSecret: 'secret', accid: 'alice' };
  expect(source.obtain(given)).toEqual(given);
  await source.announce(given, customer.url);
  expect(await start(url, given, '13800040006')).toMatchObject({ code: 200 });
  expect(customer.received).toHaveLength(1);
});

test('a sandbox that is not there is an error', async () => {
  const message = { purpose: 'REGISTRATION', code: '123456' } as const;
  await expect(
    new SandboxSms('http://127.0.0.1:9').send(PhoneNumber.restore('13800000001'), message),
  ).rejects.toThrow();
});

test('a sandbox that runs elsewhere is told the whole callback address', async () => {
  const { url, customer } = await scene();
  const credentials = { appKey: 'elsewhere', appSecret: 'secret', accid: 'alice' };
  const other = await receiver();
  await new SandboxAppCredentials(url, false).announce(credentials, other.url);
  await start(url, credentials, '13800040006');
  expect([other.received.length, customer.received.length]).toEqual([1, 0]);
});
