import type { Check } from './check.ts';

/** How long past its horizon a call may wait for the next time it is asked about, in service seconds. */
const PATIENCE_SECONDS = 2 * 3600;

const serviceNow = `(
  SELECT anchor_service + (clock_timestamp() - anchor_wall) * rate FROM service_clock)`;

/**
 * I9, I10, I11, I13: nothing waits for ever without a person who knows of it.
 *
 * @param horizonSeconds for how long a call may wait for news.
 */
export function workChecks(horizonSeconds: number): readonly Check[] {
  return [
    {
      invariant: 'I9',
      claim: 'A callback belongs to a call, was dismissed, or is parked with an open alarm.',
      sql: `
        SELECT c.account_id AS account, c.body_hash AS subject, c.state || ' ' || coalesce(c.reason, '') AS found
        FROM callback c
        WHERE c.state = 'PARKED' AND (c.call_id IS NOT NULL OR c.reason IS NULL OR NOT EXISTS (
            SELECT FROM alarm a WHERE a.account_id = c.account_id AND a.kind = 'CALLBACK_PARKED'
              AND a.subject = c.body_hash AND a.closed_at IS NULL))
          OR c.state = 'DISMISSED' AND c.call_id IS NOT NULL
          OR c.state IN ('MATCHED', 'DUPLICATE') AND c.call_id IS NULL`,
    },
    {
      invariant: 'I10',
      claim: 'A callback belongs to a call of the app whose secret signed it.',
      sql: `
        SELECT c.account_id AS account, c.body_hash AS subject, 'of the app ' || c.app_id || ', its call of '
          || coalesce(call.app_id::text, 'no app') AS found
        FROM callback c LEFT JOIN call ON call.account_id = c.account_id AND call.id = c.call_id
        WHERE c.call_id IS NOT NULL AND call.app_id IS DISTINCT FROM c.app_id`,
    },
    {
      invariant: 'I13',
      claim: 'A report that differs from the settled one has an open alarm until somebody has decided.',
      sql: `
        SELECT d.account_id AS account, d.call_id AS subject,
          'settled ' || d.settled_seconds || ' s, reported ' || d.reported_seconds || ' s' AS found
        FROM discrepancy d WHERE d.decision IS NULL AND NOT EXISTS (
          SELECT FROM alarm a WHERE a.account_id = d.account_id AND a.kind = 'DISCREPANCY'
            AND a.subject = d.call_id::text AND a.closed_at IS NULL)`,
    },
    {
      invariant: 'I9',
      claim: 'A callback is stored as it came: its bytes have its hash.',
      sql: `
        SELECT account_id AS account, body_hash AS subject, encode(sha256(body), 'hex') AS found
        FROM callback WHERE encode(sha256(body), 'hex') <> body_hash`,
    },
    {
      invariant: 'I11',
      claim: 'No reservation is open past its horizon without an alarm.',
      sql: `
        SELECT c.account_id AS account, c.id AS subject, c.status || ', deadline ' || c.deadline AS found
        FROM call c
        WHERE c.money_state = 'RESERVED'
          AND c.deadline + make_interval(secs => ${horizonSeconds + PATIENCE_SECONDS}) < ${serviceNow}
          AND NOT EXISTS (SELECT FROM alarm a WHERE a.account_id = c.account_id AND a.kind = 'CALL_OVERDUE'
            AND a.subject = c.id::text AND a.closed_at IS NULL)`,
    },
  ];
}
