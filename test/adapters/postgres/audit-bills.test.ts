import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditedCopies } from '../../support/audited-copies.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createDatabase } from '../../support/database.ts';
import { billPlanted, plantMonths } from '../../support/planted-months.ts';

const size = { seed: 3, accounts: 2, months: 3, calls: 60 };

const isSum = 'A bill is the sum of the postings that are accounted in its month.';
const follows = 'A bill begins when and with what the one before it ended, and the first with nothing.';
const holdsAll = 'What is accounted before the end of an account’s last bill is on its bills.';
const reaches = 'An account is billed up to its last bill, and no further.';
const stays = 'The service cannot change or delete a bill.';

let filled: TestDatabase;
let copies: AuditedCopies;
let account: string;
/** The account's bills, oldest first. */
let bills: readonly string[];

beforeAll(async () => {
  filled = await createDatabase();
  await plantMonths(filled.url, size);
  expect(await billPlanted(filled.url, size)).toBe(size.accounts * size.months);
  const client = new Client({ connectionString: filled.url });
  await client.connect();
  const { rows } = await client.query<{ account_id: string; ids: string[] }>(
    'SELECT account_id, array_agg(id ORDER BY month_start) AS ids FROM bill GROUP BY 1 ORDER BY 1',
  );
  await client.end();
  [account, bills] = [rows[0]!.account_id, rows[0]!.ids];
  copies = new AuditedCopies(filled.url, 1);
});

afterAll(async () => {
  await copies.drop();
  await filled.drop();
});

type Found = readonly (readonly [claim: string, subject: string])[];

/** The rows that are named, by the claim that they break. */
async function found(...tampering: readonly string[]): Promise<Found> {
  const violations = await copies.after(...tampering);
  expect(violations.filter(({ invariant }) => invariant !== 'I12')).toEqual([]);
  return violations.map(({ claim, subject }) => [claim, subject] as const);
}

const bill = (index: number): string => bills[index] ?? '';
const change = (index: number, columns: string): string => `UPDATE bill SET ${columns} WHERE id = '${bill(index)}'`;

test('I12: nothing is found where bills are as they were issued', async () => {
  expect(await found()).toEqual([]);
});

test('I12: a bill that is not its postings is named, and so is each that goes on from it', async () => {
  const dearer = change(0, 'charges_fen = charges_fen + 12, closing_fen = closing_fen - 12');
  expect(await found(dearer)).toEqual([
    [isSum, bill(0)],
    [follows, bill(1)],
  ]);
  expect(await found(change(2, 'adjustments_fen = adjustments_fen - 1, closing_fen = closing_fen - 1'))).toEqual([
    [isSum, bill(2)],
    [holdsAll, bill(2)],
  ]);
});

test('I12: a bill whose parts are not what they are called is named, even where it ends right', async () => {
  const moved = change(1, 'top_ups_fen = top_ups_fen + 100, charges_fen = charges_fen + 100');
  expect(await found(moved)).toEqual([[isSum, bill(1)]]);
  expect(await found(change(1, 'owed_fen = owed_fen + 12'))).toEqual([[isSum, bill(1)]]);
});

test('I12: a posting that went into a month that is billed is noticed, and one that left it', async () => {
  const posting = `(SELECT min(id::text)::uuid FROM transfer WHERE kind = 'CALL_CHARGE' AND account_id = '${account}'
    AND accounting_at < '2023-01-31')`;
  const later = `UPDATE transfer SET accounting_at = accounting_at + interval '1 month' WHERE id = ${posting}`;
  expect(await found(later)).toEqual([
    [isSum, bill(0)],
    [isSum, bill(1)],
  ]);
  const before = `UPDATE transfer SET accounting_at = accounting_at - interval '1 year' WHERE id = ${posting}`;
  expect(await found(before)).toEqual([[isSum, bill(0)]]);
});

test('I12: a month that nobody billed is noticed: the first, one between, or the last', async () => {
  const without = (index: number): string => `DELETE FROM bill WHERE id = '${bill(index)}'`;
  expect(await found(without(0))).toEqual([[follows, bill(1)]]);
  expect(await found(without(1))).toEqual([[follows, bill(2)]]);
  expect(await found(without(2))).toEqual([[reaches, account]]);
  expect(await found(`DELETE FROM bill WHERE account_id = '${account}'`)).toEqual([[reaches, account]]);
});

test('I12: a month that is billed twice is noticed', async () => {
  const columns = `account_id, month_start, month_end, gen_random_uuid(), opening_fen, top_ups_fen, charges_fen,
    adjustments_fen, closing_fen, owed_fen, lines, calls, seconds, minutes, hash, issued_at`;
  const twice = `INSERT INTO bill SELECT ${columns} FROM bill WHERE id = '${bill(1)}'`;
  const claims = (await found('ALTER TABLE bill DROP CONSTRAINT bill_pkey CASCADE', twice)).map(([claim]) => claim);
  expect(new Set(claims)).toEqual(new Set([follows]));
});

test('I12: books that say more or less than the bills are noticed', async () => {
  const books = (columns: string): string => `UPDATE account SET ${columns} WHERE id = '${account}'`;
  expect(await found(books(`billed_until = '2023-02-28T16:00:00Z'`))).toEqual([[reaches, account]]);
  expect(await found(books(`billed_until = '2023-04-30T16:00:00Z', open_from = '2023-04-30T16:00:00Z'`))).toEqual([
    [reaches, account],
  ]);
});

test('I12: whoever may change bills is named, and a trigger that is off or gone', async () => {
  const granted = await found('GRANT UPDATE, DELETE, TRUNCATE ON bill TO PUBLIC');
  expect(new Map(granted.map(([claim, subject]) => [subject, claim]))).toEqual(
    new Map(['DELETE', 'TRUNCATE', 'UPDATE'].map((right) => [`everybody ${right}`, stays])),
  );
  expect(await found('ALTER TABLE bill DISABLE TRIGGER bill_unchanged')).toEqual([[stays, 'bill_unchanged']]);
  expect(await found('DROP TRIGGER bill_unchanged ON bill')).toEqual([[stays, 'bill_unchanged']]);
});
