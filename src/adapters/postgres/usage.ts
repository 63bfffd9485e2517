import type { Lookups, UsageKey } from '../../application/ports/account-repository.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { CallUsage, DayCharges } from '../../domain/limits.ts';
import { Money } from '../../domain/money.ts';
import type { CalleeRow } from './rows/callee-rows.ts';
import { fromCalleeRow } from './rows/callee-rows.ts';
import type { Statement } from './statements.ts';
import { idOrNull, prepared } from './statements.ts';

interface UsageRow {
  account_full_until: Date | null;
  app_full_until: Date | null;
  day_start: Date | null;
  day_end: Date | null;
  during_fen: string;
  after_fen: string;
  last_answered_end: Date | null;
}

/** A call that was placed longer ago than its cool-down and this did not talk within it: longer than the longest possible. */
const longestCall = `interval '2 days'`;

/**
 * What limits this account and app: their own limits before the configured ones. Null: nothing. The domain says the same
 * (`limitsInForce`) to the rule; it is said here too, so that the lookup need not wait until the account has been read.
 */
const own = `
  SELECT nullif(coalesce(account.calls_at_once, $2::int), -1) AS per_account,
    nullif(coalesce(app.calls_at_once, $4::int), -1) AS per_app,
    CASE WHEN coalesce(account.spend_per_day_fen, $5::bigint) <> -1 THEN $6::timestamptz END AS day_start,
    CASE WHEN coalesce(account.spend_per_day_fen, $5::bigint) <> -1 THEN $7::timestamptz END AS day_end,
    CASE WHEN coalesce(account.cool_down_seconds, $8::int) > 0 THEN $9::text[] END AS cooled,
    $6::timestamptz - make_interval(secs => coalesce(account.cool_down_seconds, $8::int)) - ${longestCall} AS cooled_from
  FROM account LEFT JOIN app ON app.account_id = account.id AND app.id = $3 WHERE account.id = $1`;

/**
 * The deadline of the n-th call from behind: while it lies ahead, n calls can be alive. As many index entries are read
 * as the limit allows calls, and none where `n` is null.
 */
const fullUntil = (where: string, n: string): string => `
  (SELECT deadline FROM call WHERE account_id = $1 AND ${where} money_state = 'RESERVED'
   ORDER BY deadline DESC OFFSET coalesce(${n}, 1) - 1 LIMIT (${n} IS NOT NULL)::int)`;

const charged = (posted: string): string => `
  (SELECT coalesce(sum(amount_fen), 0)::text FROM transfer
   WHERE account_id = $1 AND kind IN ('CALL_CHARGE', 'LATE_CALL_CHARGE') AND ${posted})`;

/**
 * A comparison with a null finds nothing without reading: so much for limits that are not set. OFFSET keeps a conference's
 * call a look-up by its id, whatever else of the account the planner would rather read at once.
 */
const question = `SELECT
  ${fullUntil('', 'own.per_account')} AS account_full_until,
  ${fullUntil('app_id = $3 AND', 'own.per_app')} AS app_full_until,
  own.day_start,
  own.day_end,
  ${charged('posted_at >= own.day_start AND posted_at < own.day_end')} AS during_fen,
  ${charged('posted_at >= own.day_end')} AS after_fen,
  (SELECT max(latest) FROM unnest(own.cooled) AS asked (number), LATERAL (
     (SELECT ended_at AS latest FROM call WHERE account_id = $1 AND callee = asked.number AND status = 'COMPLETED'
      ORDER BY ended_at DESC LIMIT 1)
     UNION ALL
     (SELECT c.ended_at FROM participant p, LATERAL (
        SELECT ended_at FROM call WHERE account_id = $1 AND id = p.call_id AND status = 'COMPLETED' OFFSET 0) c
      WHERE p.account_id = $1 AND p.number = asked.number AND p.placed_at >= own.cooled_from AND p.position > 0)
   ) AS answered) AS last_answered_end
  FROM (${own}) AS own`;

/** CALL-10: all that limits ask about one account, in one statement. */
export const usage = {
  ask: (account: AccountId, { app, callees, limits, day }: UsageKey): Statement => {
    const { callsAtOncePerAccount, callsAtOncePerApp, spendPerDay, coolDownSeconds } = limits;
    const limited = [account, callsAtOncePerAccount, idOrNull(app), callsAtOncePerApp] as const;
    const spent = [spendPerDay?.fen.toString() ?? null, day.start, day.end] as const;
    return prepared(question, [...limited, ...spent, coolDownSeconds, arrayOf(callees)]);
  },
  read: (rows: readonly unknown[]): CallUsage => {
    const row = rows[0] as UsageRow;
    return {
      accountFullUntil: row.account_full_until,
      appFullUntil: row.app_full_until,
      charged: chargesOf(row),
      lastAnsweredEnd: row.last_answered_end,
    };
  },
};

function chargesOf({ day_start: start, day_end: end, during_fen, after_fen }: UsageRow): DayCharges | null {
  if (start === null || end === null) return null;
  return { day: { start, end }, during: Money.fen(BigInt(during_fen)), after: Money.fen(BigInt(after_fen)) };
}

/** National digits, which need no quotes. */
function arrayOf(numbers: readonly string[]): string {
  return `{${numbers.join(',')}}`;
}

/**
 * Locks the telephones' rows, and makes those that are not there. An update that changes nothing reads the newest version
 * under its lock; a SELECT … FOR UPDATE would not find a row that another decision is about to make. All lock in one
 * order, so that no two decisions wait for each other.
 */
const lockRings = `INSERT INTO callee (number, rung_at)
  SELECT number, '{}' FROM unnest($1::text[]) AS number ORDER BY number COLLATE "C"
  ON CONFLICT (number) DO UPDATE SET rung_at = callee.rung_at RETURNING number, rung_at`;

export const rings = {
  ask: (_account: AccountId, callees: Lookups['rings'][0]): Statement => prepared(lockRings, [arrayOf(callees)]),
  read: (rows: readonly unknown[]): Lookups['rings'][1] => (rows as CalleeRow[]).map(fromCalleeRow),
};
