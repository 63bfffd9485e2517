/** Unclaimed, or its claim has run out, or whoever claimed it has died. */
export const isFree = `(claimed_until IS NULL OR claimed_until <= statement_timestamp()
  OR claimed_by IS NOT NULL AND claimed_by NOT IN (SELECT id FROM live))`;

/**
 * Claims calls: $1 service time, $2 seconds for which a dialler is given, $3 the most, $4 seconds of a claim, $5 by
 * whom. A PLACING call is its dialler's: service time alone never makes it due. The inner queries are materialised,
 * because a plan that ran them twice would claim more than the limit; they may lock more rows than are claimed, for as
 * long as the statement takes.
 */
export const claimDueCalls = `
  WITH live AS MATERIALIZED (
    SELECT id FROM replica WHERE lease_until > statement_timestamp()
  ), abandoned AS MATERIALIZED (
    SELECT account_id, id FROM call
    WHERE status = 'PLACING' AND ${isFree}
      AND (placed_wall_at < statement_timestamp() - make_interval(secs => $2)
        OR placed_by IS NOT NULL AND placed_by NOT IN (SELECT id FROM live))
    ORDER BY placed_wall_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), due AS MATERIALIZED (
    SELECT account_id, id FROM call
    WHERE money_state = 'RESERVED' AND status <> 'PLACING' AND due_at <= $1 AND ${isFree}
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), taken AS MATERIALIZED (
    SELECT * FROM abandoned UNION ALL SELECT * FROM due LIMIT $3
  )
  UPDATE call
  SET claim = call.claim + 1, claimed_by = $5, claimed_until = clock_timestamp() + make_interval(secs => $4)
  FROM taken WHERE call.account_id = taken.account_id AND call.id = taken.id
  RETURNING call.account_id, call.id, call.claim`;

/** $1 the most, $2 seconds of a claim. To pay twice is harmless, so nobody asks whose claim it is. */
export const claimTopUps = `
  WITH due AS MATERIALIZED (
    SELECT account_id, id FROM top_up WHERE status = 'PENDING' AND claimed_until <= statement_timestamp()
    ORDER BY claimed_until LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  UPDATE top_up SET claimed_until = clock_timestamp() + make_interval(secs => $2)
  FROM due WHERE top_up.account_id = due.account_id AND top_up.id = due.id
  RETURNING top_up.account_id, top_up.id`;
