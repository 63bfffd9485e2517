import { routes } from '../../../domain/ledger.ts';
import type { Check } from './check.ts';
import { unchangedCheck } from './unchanged-check.ts';

const ways = Object.entries(routes)
  .map(([kind, [debit, credit]]) => `('${kind}', '${debit}', '${credit}')`)
  .join(', ');

const effect = `CASE 'CUSTOMER' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen ELSE 0 END`;

/** I1–I3: balances, reservations, and the ledger under them. */
export const ledgerChecks: readonly Check[] = [
  {
    invariant: 'I1',
    claim: 'A balance is the sum of its postings.',
    sql: `
      SELECT a.id AS account, a.id AS subject, 'balance ' || a.balance_fen || ', postings ' || coalesce(p.fen, 0) AS found
      FROM account a LEFT JOIN (SELECT account_id, sum(${effect}) AS fen FROM transfer GROUP BY 1) p ON p.account_id = a.id
      WHERE a.balance_fen <> coalesce(p.fen, 0)`,
  },
  {
    invariant: 'I1',
    claim: 'What is reserved is the sum of the open reservations.',
    sql: `
      SELECT a.id AS account, a.id AS subject, 'reserved ' || a.reserved_fen || ', open ' || coalesce(c.fen, 0) AS found
      FROM account a LEFT JOIN (
        SELECT account_id, sum(reservation_fen) AS fen FROM call WHERE money_state = 'RESERVED' GROUP BY 1
      ) c ON c.account_id = a.id
      WHERE a.reserved_fen <> coalesce(c.fen, 0)`,
  },
  {
    invariant: 'I2',
    claim: 'No more is reserved than there is, and nothing is negative.',
    sql: `
      SELECT id AS account, id AS subject, 'balance ' || balance_fen || ', reserved ' || reserved_fen AS found
      FROM account WHERE NOT (0 <= reserved_fen AND reserved_fen <= balance_fen)`,
  },
  {
    invariant: 'I3',
    claim: 'Each posting tells the balance that it led to.',
    sql: `
      SELECT account_id AS account, id AS subject, 'tells ' || balance_after_fen || ', is ' || fen AS found
      FROM (
        SELECT account_id, id, balance_after_fen,
          sum(${effect}) OVER (PARTITION BY account_id ORDER BY posted_at, id) AS fen
        FROM transfer
      ) posted
      WHERE balance_after_fen <> fen`,
  },
  {
    invariant: 'I3',
    claim: 'A transfer moves something, from where its kind takes it to where its kind brings it.',
    sql: `
      SELECT account_id AS account, id AS subject, kind || ': ' || debit || ' to ' || credit || ', ' || amount_fen AS found
      FROM transfer
      WHERE amount_fen <= 0 OR (kind, debit, credit) NOT IN (${ways})`,
  },
  {
    invariant: 'I3',
    claim: 'A paid top-up is credited once, with its amount, and no other is.',
    sql: `
      SELECT coalesce(t.account_id, p.account_id) AS account, coalesce(t.id, p.subject) AS subject,
        coalesce(t.status || ' ' || t.amount_fen, 'no top-up') || ', credited ' || coalesce(p.fen, 0) AS found
      FROM top_up t FULL JOIN (
        SELECT account_id, subject, sum(amount_fen) AS fen FROM transfer WHERE kind = 'TOP_UP' GROUP BY 1, 2
      ) p ON p.account_id = t.account_id AND p.subject = t.id
      WHERE coalesce(p.fen, 0) IS DISTINCT FROM CASE t.status WHEN 'PAID' THEN t.amount_fen ELSE 0 END`,
  },
  unchangedCheck('I3', 'The service cannot change or delete what was posted.', {
    table: 'transfer',
    rows: 'the ledger',
    trigger: 'transfer_unchanged',
  }),
];
