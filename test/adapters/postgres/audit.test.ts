import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PostgresAuditor } from '../../../src/adapters/postgres/audit/audit.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';
import type { AccountRepository } from '../../../src/application/ports/account-repository.ts';
import type { Violation } from '../../../src/application/ports/auditor.ts';
import type { Call } from '../../../src/domain/call.ts';
import { Placed } from '../../../src/domain/placed.ts';
import type { AccountId, CallId, PaymentReference, ProviderSession, TopUpId } from '../../../src/domain/ids.ts';
import { Transfer } from '../../../src/domain/ledger.ts';
import { Money } from '../../../src/domain/money.ts';
import { quoteCall } from '../../../src/domain/quote.ts';
import { release, settle } from '../../../src/domain/settlement.ts';
import { TopUp } from '../../../src/domain/top-up.ts';
import { aMember, anApp, newId } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import { AuditedCopies } from '../../support/audited-copies.ts';
import { createDatabase, createEmptyDatabase, secretsKey } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

const horizonSeconds = 72 * 3600;
const day = 86_400;
let filled: TestDatabase;
let copies: AuditedCopies;

beforeAll(async () => {
  filled = await createDatabase();
  const postgres = await open(filled.url);
  await fill(postgres);
  await postgres.close();
  copies = new AuditedCopies(filled.url, horizonSeconds);
});

afterAll(async () => {
  await copies.drop();
  await filled.drop();
});

/** A day in the life of one account: a top-up, a conference and a call that were settled, a void that was charged late, and an open call. */
async function fill({ accounts, clock }: Postgres): Promise<void> {
  const account = newId<AccountId>();
  const app = anApp(account);
  await accounts.open(a.account({ id: account, balance: 0 }), aMember(account, 'audit@example.cn'));
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  await topUp(accounts, account, clock.service());
  const place = (seconds: number): Promise<Call> =>
    accounts.decide(account, { app: app.id }, (facts) => {
      const quote = quoteCall(
        a.tariff(),
        facts.app.limits,
        facts.account.available,
        {
          maxSeconds: seconds,
          minSeconds: null,
        },
        2,
      );
      const { caller, callee } = a;
      const id = newId<CallId>();
      const order = { id, account, app: app.id, reference: null, placedAt: facts.now };
      const call = Placed.place({ ...order, kind: 'CALL', caller, callee }, quote, a.times);
      return { answer: call, saves: { account: facts.account.reserve(quote.worstCase), call } };
    });
  const report = (call: Call, talkSeconds: number) =>
    a.report({ session: call.id as string as ProviderSession, talkSeconds });
  const conference = await accounts.decide(account, {}, (facts) => {
    const order = { id: newId<CallId>(), account, app: app.id, placedAt: facts.now };
    const call = a.placingConference(order, a.tariff('EACH_PARTY'));
    return { answer: call, saves: { account: facts.account.reserve(call.order.reservation), call } };
  });
  await accounts.decide(account, { call: conference.id }, (facts) => {
    const { transfers = [], ...saves } = settle(facts.account, facts.call, a.conferenceReport(), facts.now);
    return { answer: undefined, saves, transfers };
  });
  const settled = await place(300);
  await accounts.decide(account, { call: settled.id }, (facts) => {
    const { transfers = [], ...saves } = settle(facts.account, facts.call, report(settled, 61), facts.now);
    return { answer: undefined, saves, transfers };
  });
  const voided = await place(300);
  await accounts.decide(account, { call: voided.id }, (facts) => ({
    answer: undefined,
    saves: release(facts.account, facts.call.voided(facts.now), facts.now, 'HORIZON_VOID'),
  }));
  await accounts.decide(account, { call: voided.id }, (facts) => {
    const { transfers = [], ...saves } = settle(facts.account, facts.call, report(voided, 90 * day), facts.now);
    return { answer: undefined, saves, transfers };
  });
  await place(60).catch(() => undefined);
  await topUp(accounts, account, clock.service());
  await place(120);
  await park(accounts, account, app.id);
}

async function topUp(accounts: AccountRepository, account: AccountId, now: Date): Promise<void> {
  const id = newId<TopUpId>();
  const paid = TopUp.request(id, account, Money.fen(1000_00), now).paid(`paid-${id}` as PaymentReference, now);
  await accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { topUp: paid, account: facts.account.credit(paid.amount) },
    transfers: [Transfer.topUp(id, paid.amount, facts.now)],
  }));
}

async function park(accounts: AccountRepository, account: AccountId, app: string): Promise<void> {
  const body = '{"nobody":"knows"}';
  const bodyHash = new AesSecrets(secretsKey).fingerprint(body);
  const callback = a.storedCallback({
    app: app as never,
    body: new TextEncoder().encode(body),
    bodyHash,
    report: null,
    reason: 'NOT_UNDERSTOOD',
  });
  await accounts.decide(account, {}, ({ now }) => ({
    answer: undefined,
    saves: { callbacks: [callback], alarms: [{ kind: 'CALLBACK_PARKED', subject: bodyHash, openedAt: now }] },
  }));
}

const invariants = (violations: readonly Violation[]): readonly string[] => [
  ...new Set(violations.map(({ invariant }) => invariant)),
];

describe('the audit', () => {
  test('finds nothing where all is well', async () => {
    expect(await copies.after()).toEqual([]);
  });

  test('says so where there are no books yet', async () => {
    const empty = await createEmptyDatabase(`no_books_${randomUUID().replaceAll('-', '')}`);
    try {
      const auditor = new PostgresAuditor({ url: empty.url, horizonSeconds });
      await expect(auditor.violations()).rejects.toThrow('This database has no books yet');
    } finally {
      await empty.drop();
    }
  });

  test('names the row, the claim and what was found', async () => {
    const [violation] = await copies.after('UPDATE account SET balance_fen = balance_fen + 1');
    expect(violation).toMatchObject({ invariant: 'I1', claim: 'A balance is the sum of its postings.' });
    expect(violation?.subject).toBe(violation?.account);
    expect(violation?.found).toMatch(/^balance \d+, postings \d+$/);
  });

  test.each([
    ['a balance that grew by itself', ['I1'], 'UPDATE account SET balance_fen = balance_fen + 12'],
    ['a reservation that was forgotten', ['I1'], 'UPDATE account SET reserved_fen = 0'],
    [
      'more reserved than there is',
      ['I1', 'I2'],
      'ALTER TABLE account DROP CONSTRAINT account_reserved; UPDATE account SET reserved_fen = balance_fen + 1',
    ],
    ['a posting that was deleted', ['I1', 'I3', 'I4'], `DELETE FROM transfer WHERE kind = 'CALL_CHARGE'`],
    [
      'a posting whose amount was changed',
      ['I1', 'I3', 'I4'],
      `UPDATE transfer SET amount_fen = amount_fen + 12 WHERE kind = 'CALL_CHARGE'`,
    ],
    [
      'a posting whose direction was changed',
      ['I1', 'I3'],
      `ALTER TABLE transfer DROP CONSTRAINT transfer_route;
      UPDATE transfer SET debit = 'CUSTOMER', credit = 'FUNDS' WHERE id = (SELECT min(id::text)::uuid FROM transfer)`,
    ],
    ['a credit without a top-up', ['I3'], `DELETE FROM top_up WHERE id = (SELECT min(id::text)::uuid FROM top_up)`],
    [
      'a top-up that is not said to be paid',
      ['I3'],
      `UPDATE top_up SET status = 'PENDING', payment_reference = NULL, paid_at = NULL`,
    ],
    ['a ledger that the service may change', ['I3'], `GRANT UPDATE ON transfer TO PUBLIC`],
    ['a ledger of which the service may change a column', ['I3'], 'GRANT UPDATE (amount_fen) ON transfer TO PUBLIC'],
    ['a ledger without its trigger', ['I3'], 'ALTER TABLE transfer DISABLE TRIGGER transfer_unchanged'],
    [
      'a ledger whose trigger is for replication only',
      ['I3'],
      'ALTER TABLE transfer ENABLE REPLICA TRIGGER transfer_unchanged',
    ],
    ['a resolution that is gone', ['I4'], `DELETE FROM resolution WHERE kind = 'SETTLE'`],
    ['a resolution of another kind', ['I4'], `UPDATE resolution SET kind = 'SETTLE' WHERE kind = 'VOID'`],
    [
      'a resolution of an open call',
      ['I4'],
      `INSERT INTO resolution
      SELECT account_id, id, 'VOID', reservation_fen, 0, placed_at FROM call WHERE money_state = 'RESERVED'`,
    ],
    [
      'a charge that is not its minutes',
      ['I4', 'I5'],
      `UPDATE call SET charge_fen = charge_fen + 12 WHERE status = 'COMPLETED'`,
    ],
    ['a conference that lost a party', ['I5'], 'DELETE FROM participant WHERE position = 2'],
    [
      'a conference whose charge forgot a party',
      ['I5'],
      `UPDATE call SET callees = callees[1:2] WHERE kind = 'CONFERENCE'`,
    ],
    [
      'a call that was granted more than was reserved',
      ['I5'],
      `UPDATE call SET granted_seconds = granted_seconds + 60`,
    ],
    ['a talk that grew', ['I5'], `UPDATE call SET talk_seconds = talk_seconds + 60 WHERE status = 'COMPLETED'`],
    ['a shortfall that nobody was told of', ['I6'], `DELETE FROM alarm WHERE kind = 'SHORTFALL'`],
    [
      'a shortfall whose alarm was closed by hand',
      ['I6'],
      `UPDATE alarm SET closed_at = now() WHERE kind = 'SHORTFALL'`,
    ],
    [
      'a correction that was not posted',
      ['I4'],
      `INSERT INTO discrepancy SELECT account_id, id, 9, 61, 'QUERY', now(), gen_random_uuid(), 'POST', -12, now()
        FROM call WHERE status = 'COMPLETED'`,
    ],
    [
      'a difference that nobody was told of',
      ['I13'],
      `INSERT INTO discrepancy SELECT account_id, id, 9, 61, 'QUERY', now(), gen_random_uuid() FROM call WHERE status = 'COMPLETED'`,
    ],
    [
      'a parked callback that nobody was told of',
      ['I9'],
      `UPDATE alarm SET closed_at = now() WHERE kind = 'CALLBACK_PARKED'`,
    ],
    [
      "a callback that was matched to another app's call",
      ['I10'],
      `UPDATE callback SET state = 'MATCHED', reason = NULL, app_id = gen_random_uuid(),
        call_id = (SELECT id FROM call WHERE status = 'COMPLETED' LIMIT 1)`,
    ],
    ['a callback whose bytes were changed', ['I9'], `UPDATE callback SET body = 'other'`],
    [
      'a reservation that everybody forgot',
      ['I11'],
      `UPDATE call SET deadline = now() - interval '80 hours', placed_at = now() - interval '81 hours' WHERE money_state = 'RESERVED'`,
    ],
  ])('finds %s', async (_, expected, tampering) => {
    expect(invariants(await copies.after(tampering))).toEqual(expected);
  });
});
