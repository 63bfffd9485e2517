import type { Check } from './check.ts';
import { unchangedCheck } from './unchanged-check.ts';

const effect = `CASE 'CUSTOMER' WHEN t.credit THEN t.amount_fen WHEN t.debit THEN -t.amount_fen ELSE 0 END`;
const owing = `CASE 'SUSPENSE' WHEN t.debit THEN t.amount_fen WHEN t.credit THEN -t.amount_fen ELSE 0 END`;
const charge = `t.kind IN ('CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL') AND t.adjusts IS NULL`;

/** I12: bills, and the months that they are about. */
export const billChecks: readonly Check[] = [
  {
    invariant: 'I12',
    claim: 'A bill is the sum of the postings that are accounted in its month.',
    sql: `
      SELECT b.account_id AS account, b.id AS subject,
        'billed ' || array_to_string(b.billed, ' ') || ', posted ' || array_to_string(p.posted, ' ') AS found
      FROM (
        SELECT account_id, id, month_start, month_end,
          ARRAY[top_ups_fen, charges_fen, adjustments_fen, owed_fen, closing_fen - opening_fen] AS billed FROM bill
      ) b CROSS JOIN LATERAL (
        SELECT ARRAY[
          coalesce(sum(${effect}) FILTER (WHERE t.kind = 'TOP_UP'), 0),
          coalesce(-sum(${effect}) FILTER (WHERE ${charge}), 0),
          coalesce(sum(${effect}) FILTER (WHERE t.kind <> 'TOP_UP' AND NOT (${charge})), 0),
          coalesce(sum(${owing}), 0),
          coalesce(sum(${effect}), 0)]::bigint[] AS posted
        FROM transfer t
        WHERE t.account_id = b.account_id AND t.accounting_at >= b.month_start AND t.accounting_at < b.month_end
      ) p
      WHERE b.billed <> p.posted`,
  },
  {
    invariant: 'I12',
    claim: 'A bill begins when and with what the one before it ended, and the first with nothing.',
    sql: `
      SELECT account_id AS account, id AS subject, 'opening ' || opening_fen || ', before ' || coalesce(before, 0) AS found
      FROM (
        SELECT b.*, lag(closing_fen) OVER months AS before, lag(month_end) OVER months AS ended FROM bill b
        WINDOW months AS (PARTITION BY account_id ORDER BY month_start)
      ) b
      WHERE opening_fen <> coalesce(before, 0) OR ended IS NOT NULL AND month_start <> ended`,
  },
  {
    invariant: 'I12',
    claim: 'What is accounted before the end of an account’s last bill is on its bills.',
    sql: `
      SELECT b.account_id AS account, b.id AS subject, 'closing ' || closing_fen || ', posted ' || p.fen AS found
      FROM (SELECT DISTINCT ON (account_id) * FROM bill ORDER BY account_id, month_start DESC) b CROSS JOIN LATERAL (
        SELECT coalesce(sum(${effect}), 0) AS fen FROM transfer t
        WHERE t.account_id = b.account_id AND t.accounting_at < b.month_end
      ) p
      WHERE b.closing_fen <> p.fen`,
  },
  {
    invariant: 'I12',
    claim: 'An account is billed up to its last bill, and no further.',
    sql: `
      SELECT a.id AS account, a.id AS subject,
        'billed until ' || a.billed_until || ', last ' || coalesce(b.ended::text, 'never') AS found
      FROM account a LEFT JOIN (SELECT account_id, max(month_end) AS ended FROM bill GROUP BY 1) b ON b.account_id = a.id
      WHERE a.open_from < a.billed_until OR a.billed_until <> coalesce(b.ended,
        date_trunc('month', a.created_at AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai')`,
  },
  unchangedCheck('I12', 'The service cannot change or delete a bill.', {
    table: 'bill',
    rows: 'bills',
    trigger: 'bill_unchanged',
  }),
];
