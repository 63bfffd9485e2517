import type { Pool } from 'pg';
import type { BillChecks, CheckedTurn, ClaimedCheck, LineToCheck } from '../../application/ports/bill-checks.ts';
import type { AccountId } from '../../domain/ids.ts';
import { linesToCheck, toLineToCheck, type ToCheckRow } from './bill-lines.ts';
import { isFree } from './claims.ts';
import type { Replica } from './replicas.ts';
import { prepared } from './statements.ts';

/** $1 the share, $2 seconds of a claim, $3 by whom. */
export const claimBillCheck = `
  WITH live AS MATERIALIZED (
    SELECT id FROM replica WHERE lease_until > statement_timestamp()
  ), due AS MATERIALIZED (
    SELECT account_id, month_start FROM bill_check WHERE due_at <= statement_timestamp() AND ${isFree}
    ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  UPDATE bill_check SET share = coalesce(share, $1), claim = claim + 1, claimed_by = $3,
    claimed_until = clock_timestamp() + make_interval(secs => $2)
  FROM due JOIN bill USING (account_id, month_start)
  WHERE bill_check.account_id = due.account_id AND bill_check.month_start = due.month_start
  RETURNING bill.account_id, bill.id, bill.month_start, bill.month_end, share, passes, unanswered, after_at, after_id, claim`;

/**
 * $1 and $2 the bill, $3 what was found, $4 when, $5 the claim, $6 passes, $7 unanswered, $8 and $9 the place, $10 the
 * pause; null where the check is over. Lines are counted once, by who inserts them; who is not the newest adds no more than that.
 */
const recordTurn = `
  WITH found AS (
    INSERT INTO bill_line_check (account_id, line_id, month_start, state, provider_seconds, checked_at)
    SELECT $1, line, $2, state, seconds, $4 FROM jsonb_to_recordset($3) AS told (line uuid, state text, seconds integer)
    ON CONFLICT DO NOTHING RETURNING state
  ), counted AS (
    SELECT count(*) FILTER (WHERE state = 'MATCHED') AS matched,
      count(*) FILTER (WHERE state = 'DURATION_DIFFERS') AS duration_differs,
      count(*) FILTER (WHERE state = 'MISSING_AT_PROVIDER') AS missing
    FROM found
  )
  UPDATE bill_check SET matched = bill_check.matched + counted.matched,
    duration_differs = bill_check.duration_differs + counted.duration_differs,
    missing = bill_check.missing + counted.missing,
    passes = CASE WHEN claim = $5 THEN $6 ELSE passes END,
    unanswered = CASE WHEN claim = $5 THEN $7 ELSE unanswered END,
    after_at = CASE WHEN claim = $5 THEN $8 ELSE after_at END,
    after_id = CASE WHEN claim = $5 THEN $9 ELSE after_id END,
    due_at = CASE WHEN claim = $5 THEN clock_timestamp() + make_interval(secs => $10) ELSE due_at END,
    finished_at = CASE WHEN claim = $5 AND $10 IS NULL THEN $4 ELSE finished_at END,
    claimed_until = CASE WHEN claim = $5 THEN NULL ELSE claimed_until END
  FROM counted WHERE account_id = $1 AND month_start = $2`;

interface ClaimedRow {
  account_id: AccountId;
  id: string;
  month_start: Date;
  month_end: Date;
  share: number;
  passes: number;
  unanswered: number;
  after_at: Date | null;
  after_id: string | null;
  claim: string;
}

/** In the writer role: what is due is asked across accounts. */
export class PostgresBillChecks implements BillChecks {
  constructor(
    private readonly writers: Pool,
    /** Claims must not wait behind the decisions of a busy hour. */
    private readonly claimants: Pool,
    private readonly replica: Replica,
  ) {}

  async claim(share: number, leaseSeconds: number): Promise<ClaimedCheck | null> {
    const question = prepared(claimBillCheck, [share, leaseSeconds, this.replica.id]);
    const { rows } = await this.claimants.query<ClaimedRow>(question);
    const [row] = rows;
    if (row === undefined) return null;
    const { after_at: at, after_id: id } = row;
    return {
      account: row.account_id,
      bill: row.id,
      month: { start: row.month_start, end: row.month_end },
      share: row.share,
      pass: { before: row.passes, unanswered: row.unanswered },
      after: at === null || id === null ? null : { at, id },
      token: BigInt(row.claim),
    };
  }

  async lines({ account, month, after }: ClaimedCheck, first: number): Promise<readonly LineToCheck[]> {
    const from = after?.at ?? month.start;
    const question = prepared(linesToCheck, [account, from, month.end, after?.id ?? null, first]);
    return (await this.writers.query<ToCheckRow>(question)).rows.map(toLineToCheck);
  }

  async record({ account, month, token }: ClaimedCheck, turn: CheckedTurn): Promise<void> {
    const { findings, at, pass, after, inSeconds } = turn;
    const found = findings.map(({ line, state, providerSeconds: seconds }) => ({ line, state, seconds }));
    const next = [pass.before, pass.unanswered, after?.at ?? null, after?.id ?? null, inSeconds];
    const values = [account, month.start, JSON.stringify(found), at, token.toString(), ...next];
    await this.writers.query(prepared(recordTurn, values));
  }
}
