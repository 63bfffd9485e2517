import type { Check } from './check.ts';

const effect = `CASE 'CUSTOMER' WHEN t.credit THEN t.amount_fen WHEN t.debit THEN -t.amount_fen ELSE 0 END`;

/** I12: bills, and the months that they are about. */
export const billChecks: readonly Check[] = [
  {
    invariant: 'I12',
    claim: 'A bill is the sum of the postings that are accounted in its month.',
    sql: `
      SELECT b.account_id AS account, b.id AS subject,
        'billed ' || b.closing_fen - b.opening_fen || ', posted ' || coalesce(p.fen, 0) AS found
      FROM bill b LEFT JOIN LATERAL (
        SELECT sum(${effect}) AS fen FROM transfer t
        WHERE t.account_id = b.account_id AND t.accounting_at >= b.month_start AND t.accounting_at < b.month_end
      ) p ON true
      WHERE b.closing_fen - b.opening_fen <> coalesce(p.fen, 0)`,
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
    claim: 'An account is billed up to its last bill, and no further.',
    sql: `
      SELECT a.id AS account, a.id AS subject, 'billed until ' || a.billed_until || ', last ' || b.ended AS found
      FROM account a JOIN (SELECT account_id, max(month_end) AS ended FROM bill GROUP BY 1) b ON b.account_id = a.id
      WHERE a.billed_until <> b.ended OR a.open_from < a.billed_until`,
  },
  {
    invariant: 'I12',
    claim: 'The service cannot change or delete a bill.',
    sql: `
      SELECT NULL AS account, coalesce(r.rolname, 'everybody') || ' ' || privilege_type AS subject,
        'granted on bills' AS found
      FROM pg_class t CROSS JOIN aclexplode(t.relacl) g LEFT JOIN pg_roles r ON r.oid = g.grantee
      WHERE t.oid = 'public.bill'::regclass AND g.grantee <> t.relowner
        AND g.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
      UNION ALL
      SELECT NULL, 'bill_unchanged', 'the trigger that refuses changes is missing or off'
      WHERE NOT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = 'public.bill'::regclass AND tgname = 'bill_unchanged' AND tgenabled <> 'D')`,
  },
];
