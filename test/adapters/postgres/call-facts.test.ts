import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { fillCalls } from '../../../src/adapters/postgres/migrations/0038-call-facts.ts';
import type { AnyCall } from '../../../src/domain/any-call.ts';
import type { CallOrder } from '../../../src/domain/call.ts';
import type { AccountId, CallId } from '../../../src/domain/ids.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { everyCall } from '../../support/every-call.ts';
import { everyConference } from '../../support/every-conference.ts';
import { open } from '../../support/postgres.ts';

it('finds the facts of calls that were there before, as the domain tells them of new ones', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  const account = randomUUID() as AccountId;
  await openAccount(postgres.accounts, account, 1000_00);
  const legs = [a.leg('LIMIT', a.after(91)), a.leg('CANCELED', a.after(95), a.callee.digits)];
  const cut: (ordered: Partial<CallOrder>) => AnyCall = (ordered) =>
    a.openCall({}, ordered).settled(a.report({ legs }), a.tariff().cost(61, 2), a.after(91), a.after(95));
  for (const make of [...Object.values(everyCall), ...Object.values(everyConference), cut]) {
    // Of an app of its own: sessions are unique within one.
    const app = anApp(account);
    const call = make({ id: randomUUID() as CallId, account, app: app.id });
    await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app, call } }));
  }
  const facts = 'SELECT id, ended_by, hang_up_cause, time_to_answer_ms FROM call ORDER BY id';
  const { told, found } = await administer(async (client) => {
    const told = (await client.query(facts)).rows as readonly unknown[];
    await client.query('UPDATE call SET ended_by = NULL, hang_up_cause = NULL, time_to_answer_ms = NULL');
    await client.query(fillCalls);
    return { told, found: (await client.query(facts)).rows as readonly unknown[] };
  }, database.url);
  await postgres.close();
  await database.drop();
  expect(found).toEqual(told);
  expect(new Set(told.map((row) => JSON.stringify({ ...(row as object), id: 0 }))).size).toBeGreaterThan(8);
});
