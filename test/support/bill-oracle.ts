import type { Client } from 'pg';

/**
 * What each bill must say, from the ledger and from the calls that were charged, by another way than the service's: by
 * the zone's name, with all accounts and months at once, and with minutes that are counted and not divided out of money.
 * It asks for every month that has ended before the account's next one to be billed. Tariffs of the basis EACH_PARTY
 * count each party of a conference, and the two of a call.
 */
const oracle = `
  WITH posting AS (
    SELECT t.account_id, date_trunc('month', t.accounting_at AT TIME ZONE 'Asia/Shanghai') AS month, t.kind,
      t.kind IN ('CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL') AS charges, t.adjusts IS NOT NULL AS late, t.subject,
      (t.credit = 'CUSTOMER')::int * t.amount_fen - (t.debit = 'CUSTOMER')::int * t.amount_fen AS fen,
      (t.debit = 'SUSPENSE')::int * t.amount_fen - (t.credit = 'SUSPENSE')::int * t.amount_fen AS owed
    FROM transfer t
  ), charged AS (
    SELECT p.account_id, p.month, count(*) AS calls, sum(c.talk_seconds) AS seconds,
      sum(ceil(c.talk_seconds / 60.0) * CASE WHEN c.tariff_basis = 'CONVERSATION' THEN 1
        ELSE 1 + coalesce(cardinality(c.callees), 1) END) AS minutes
    FROM (SELECT DISTINCT account_id, month, subject FROM posting WHERE charges) p
    JOIN call c ON c.account_id = p.account_id AND c.id = p.subject GROUP BY 1, 2
  ), posted AS (
    SELECT account_id, month, sum(fen) FILTER (WHERE kind = 'TOP_UP') AS top_ups,
      -sum(fen) FILTER (WHERE charges AND NOT late) AS charges,
      sum(fen) FILTER (WHERE kind <> 'TOP_UP' AND (late OR NOT charges)) AS adjustments,
      sum(fen) AS change, sum(owed) AS owed, count(*) FILTER (WHERE NOT charges) AS others
    FROM posting GROUP BY 1, 2
  ), account_month AS (
    SELECT a.id AS account_id, month FROM account a CROSS JOIN generate_series(
      date_trunc('month', a.created_at AT TIME ZONE 'Asia/Shanghai'),
      (a.billed_until AT TIME ZONE 'Asia/Shanghai') - interval '1 day', interval '1 month') AS month
  ), expected AS (
    SELECT m.account_id, m.month, coalesce(p.top_ups, 0) AS top_ups, coalesce(p.charges, 0) AS charges,
      coalesce(p.adjustments, 0) AS adjustments, coalesce(p.owed, 0) AS owed,
      sum(coalesce(p.change, 0)) OVER (PARTITION BY m.account_id ORDER BY m.month) AS closing,
      coalesce(p.others, 0) + coalesce(c.calls, 0) AS lines, coalesce(c.calls, 0) AS calls,
      coalesce(c.seconds, 0) AS seconds, coalesce(c.minutes, 0) AS minutes
    FROM account_month m LEFT JOIN posted p USING (account_id, month) LEFT JOIN charged c USING (account_id, month)
  ), billed AS (
    SELECT account_id, month_start AT TIME ZONE 'Asia/Shanghai' AS month, top_ups_fen AS top_ups, charges_fen AS charges,
      adjustments_fen AS adjustments, owed_fen AS owed, closing_fen AS closing, lines, calls, seconds, minutes,
      opening_fen - lag(closing_fen, 1, 0::bigint) OVER (PARTITION BY account_id ORDER BY month_start) AS gap
    FROM bill
  )
  SELECT account_id || ' ' || to_char(month, 'YYYY-MM') || ': expected ' || coalesce(to_jsonb(e)::text, 'no bill')
    || ', billed ' || coalesce(to_jsonb(b)::text, 'none') AS wrong
  FROM expected e FULL JOIN billed b USING (account_id, month)
  WHERE b.gap IS DISTINCT FROM 0
    OR (e.top_ups, e.charges, e.adjustments, e.owed, e.closing, e.lines, e.calls, e.seconds, e.minutes) IS DISTINCT FROM
       (b.top_ups, b.charges, b.adjustments, b.owed, b.closing, b.lines, b.calls, b.seconds, b.minutes)
  ORDER BY account_id, month LIMIT 20`;

/** The first of the bills that are not what the ledger says, as a superuser sees them. */
export async function falseBills(client: Client): Promise<readonly string[]> {
  return (await client.query<{ wrong: string }>(oracle)).rows.map(({ wrong }) => wrong);
}
