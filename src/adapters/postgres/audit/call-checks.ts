import type { Check } from './check.ts';

const parties = `(CASE kind WHEN 'CONFERENCE' THEN 1 + cardinality(callees) ELSE 2 END)`;

/** A conversation's started minutes at the frozen price, on the frozen basis: all who were invited, or the one talk. */
const cost = (seconds: string): string => `
  (${seconds} + 59) / 60 * tariff_price_fen * CASE tariff_basis WHEN 'EACH_PARTY' THEN ${parties} ELSE 1 END`;

/** I4–I6: each call's one end, and what it cost. */
export const callChecks: readonly Check[] = [
  {
    invariant: 'I4',
    claim: 'A call that has ended has one resolution, which says how; an open one has none.',
    sql: `
      SELECT coalesce(c.account_id, r.account_id) AS account, coalesce(c.id, r.call_id) AS subject,
        coalesce(c.money_state, 'no call') || ', ' || coalesce(r.kind, 'no resolution') AS found
      FROM call c FULL JOIN resolution r ON r.account_id = c.account_id AND r.call_id = c.id
      WHERE r.kind IS DISTINCT FROM CASE c.money_state WHEN 'SETTLED' THEN 'SETTLE' WHEN 'VOIDED' THEN 'VOID' END
        OR r.kind = 'SETTLE' AND r.charge_fen <> c.charge_fen
        OR r.reservation_fen <> c.reservation_fen`,
  },
  {
    invariant: 'I4',
    claim: 'A call is charged once: what the customer paid and what was missing make up its charge.',
    sql: `
      SELECT coalesce(c.account_id, p.account_id) AS account, coalesce(c.id, p.subject) AS subject,
        'charge ' || coalesce(c.charge_fen::text, 'none') || ', posted ' || coalesce(p.fen, 0) AS found
      FROM call c FULL JOIN (
        SELECT account_id, subject, sum(amount_fen) AS fen,
          bool_or(kind = 'CALL_CHARGE') AS in_time, bool_or(kind = 'LATE_CALL_CHARGE') AS late
        FROM transfer WHERE kind IN ('CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL') GROUP BY 1, 2
      ) p ON p.account_id = c.account_id AND p.subject = c.id
      WHERE coalesce(c.charge_fen, 0) <> coalesce(p.fen, 0)
        OR p.in_time AND c.money_state IS DISTINCT FROM 'SETTLED'
        OR p.late AND c.money_state IS DISTINCT FROM 'VOIDED'`,
  },
  {
    invariant: 'I5',
    claim: 'A charge is the started minutes of the talk at the price and on the basis of the start.',
    sql: `
      SELECT account_id AS account, id AS subject, talk_seconds || ' s, charge ' || charge_fen AS found
      FROM call WHERE talk_seconds IS NOT NULL AND charge_fen IS DISTINCT FROM ${cost('talk_seconds')}`,
  },
  {
    invariant: 'I5',
    claim: 'A reservation is what the call can cost at most, at the price and on the basis of the start.',
    sql: `
      SELECT account_id AS account, id AS subject,
        granted_seconds || ' s granted, reservation ' || reservation_fen AS found
      FROM call WHERE reservation_fen <> ${cost('granted_seconds')}`,
  },
  {
    invariant: 'I5',
    claim: 'A conference has a row for each of its parties, and a call has none.',
    sql: `
      SELECT coalesce(c.account_id, p.account_id) AS account, coalesce(c.id, p.call_id) AS subject,
        coalesce(array_to_string(p.numbers, ' '), 'nobody') AS found
      FROM (SELECT account_id, id, caller || callees AS numbers FROM call WHERE kind = 'CONFERENCE') c
      FULL JOIN (
        SELECT account_id, call_id, array_agg(number ORDER BY position) AS numbers FROM participant GROUP BY 1, 2
      ) p ON p.account_id = c.account_id AND p.call_id = c.id
      WHERE p.numbers IS DISTINCT FROM c.numbers OR cardinality(p.numbers) < 3`,
  },
  {
    invariant: 'I4',
    claim: 'What a call costs, with its corrections, is paid, is in suspense, or was given up.',
    sql: `
      SELECT c.account_id AS account, c.id AS subject, 'charge ' || coalesce(c.charge_fen, 0) || ', corrected by '
        || coalesce(d.fen, 0) || ', paid ' || coalesce(p.paid, 0) || ', missing ' || coalesce(p.missing, 0) AS found
      FROM call c
      LEFT JOIN (SELECT account_id, call_id, sum(difference_fen) AS fen FROM discrepancy GROUP BY 1, 2) d
        ON d.account_id = c.account_id AND d.call_id = c.id
      LEFT JOIN (
        SELECT account_id, coalesce(call_id, subject) AS call_id,
          sum(CASE 'CUSTOMER' WHEN debit THEN amount_fen WHEN credit THEN -amount_fen ELSE 0 END) AS paid,
          sum(CASE 'SUSPENSE' WHEN debit THEN amount_fen WHEN credit THEN -amount_fen ELSE 0 END) AS missing,
          sum(CASE kind WHEN 'SHORTFALL_WRITTEN_OFF' THEN amount_fen ELSE 0 END) AS given_up
        FROM transfer GROUP BY 1, 2
      ) p ON p.account_id = c.account_id AND p.call_id = c.id
      WHERE coalesce(p.paid, 0) < 0 OR coalesce(p.missing, 0) < 0
        OR coalesce(c.charge_fen, 0) + coalesce(d.fen, 0) - coalesce(p.paid, 0) - coalesce(p.missing, 0)
          NOT BETWEEN 0 AND coalesce(p.given_up, 0)`,
  },
  {
    invariant: 'I6',
    claim: 'What is in suspense has an open alarm, and what is not has none.',
    sql: `
      SELECT coalesce(s.account_id, a.account_id) AS account, coalesce(s.call, a.subject) AS subject,
        'missing ' || coalesce(s.fen, 0) || CASE WHEN a.subject IS NULL THEN ', no' ELSE ', an' END || ' alarm' AS found
      FROM (
        SELECT account_id, coalesce(call_id, subject)::text AS call,
          sum(CASE debit WHEN 'SUSPENSE' THEN amount_fen ELSE -amount_fen END) AS fen
        FROM transfer WHERE 'SUSPENSE' IN (debit, credit) GROUP BY 1, 2
      ) s FULL JOIN (
        SELECT account_id, subject FROM alarm WHERE kind = 'SHORTFALL' AND closed_at IS NULL
      ) a ON a.account_id = s.account_id AND a.subject = s.call
      WHERE (coalesce(s.fen, 0) > 0) <> (a.subject IS NOT NULL)`,
  },
  {
    invariant: 'I6',
    claim: 'No posting leaves a balance below zero.',
    sql: `
      SELECT account_id AS account, id AS subject, 'balance ' || balance_after_fen AS found
      FROM transfer WHERE balance_after_fen < 0`,
  },
];
