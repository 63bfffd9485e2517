import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { AccountId, DeliveryId } from '../../../src/domain/ids.ts';
import { Delivery } from '../../../src/domain/webhooks/delivery.ts';
import { Webhook } from '../../../src/domain/webhooks/webhook.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import { webhooksContract } from '../../contracts/webhooks.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let ours: Postgres;
let theirs: Postgres;
beforeAll(async () => {
  database = await createDatabase();
  ours = await open(database.url);
  theirs = await open(database.url);
});
afterAll(async () => {
  await ours.close();
  await theirs.close();
  await database.drop();
});

webhooksContract('PostgreSQL', async () => {
  // What tests before left behind is due, too.
  await administer(
    (client) => client.query(`UPDATE webhook SET disabled_by = 'OPERATOR', disabled_since = now()`),
    database.url,
  );
  return {
    accounts: ours.accounts,
    ours: ours.webhookQueue,
    theirs: theirs.webhookQueue,
    close: () => Promise.resolve(),
  };
});

it('A claim is free when its replica has left', async () => {
  const account = randomUUID() as AccountId;
  const app = anApp(account);
  await openAccount(ours.accounts, account, 0);
  const webhook = Webhook.create({ account, app: app.id, url: 'https://a.example.cn/', sealedSecret: 's' }, a.noon);
  const what = { id: randomUUID() as DeliveryId, account, app: app.id, call: null, type: 'webhook.test' } as const;
  const delivery = Delivery.queue({ ...what, body: '{}', createdAt: a.noon });
  await ours.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  await ours.accounts.decide(account, {}, () => ({ answer: undefined, saves: { webhook, deliveries: [delivery] } }));
  const leaving = await open(database.url);
  expect((await leaving.webhookQueue.claim(a.noon, 9, 600)).map((one) => one.app)).toContain(app.id);
  expect((await ours.webhookQueue.claim(a.noon, 9, 600)).map((one) => one.app)).not.toContain(app.id);
  await leaving.close();
  expect((await ours.webhookQueue.claim(a.noon, 9, 600)).map((one) => one.app)).toContain(app.id);
});
