import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * STAT-1: what calls are counted and searched by, and the reports tell only in JSON, in columns of its own; and when
 * each participant's conference was placed, so that a number's are found in a span of time without its other months.
 */
export class CallFacts0038 implements MigrationInterface {
  readonly name = 'CallFacts1700000000038';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(columns);
    // With row-level security forced, the owner would change no row.
    await runner.query(
      'ALTER TABLE call NO FORCE ROW LEVEL SECURITY; ALTER TABLE participant NO FORCE ROW LEVEL SECURITY',
    );
    await runner.query(fillCalls);
    await runner.query(fillParticipants);
    await runner.query('ALTER TABLE call FORCE ROW LEVEL SECURITY; ALTER TABLE participant FORCE ROW LEVEL SECURITY');
    await runner.query(indexes);
    await runner.query(`GRANT SELECT (placed_at) ON participant TO ${quote(roles.operator)}`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What was found by these columns would be found no more: restore the database.'));
  }
}

/** The default serves a version of the service that does not know the column. */
const columns = `
  ALTER TABLE call
    ADD COLUMN ended_by text,
    ADD COLUMN hang_up_cause text,
    ADD COLUMN time_to_answer_ms bigint CHECK (time_to_answer_ms >= 0);
  ALTER TABLE participant ADD COLUMN placed_at timestamptz(3) NOT NULL DEFAULT now();
`;

/**
 * As the domain has it: endedBy, hangUpCauseOf, timeToAnswer. The provider's own words are kept as they came, and some
 * cannot be read as JSON by PostgreSQL: what is escaped in them is left out, for it is not looked at.
 */
export const fillCalls = `
  UPDATE call SET
    time_to_answer_ms = CASE WHEN told.answer >= interval '0' THEN (extract(epoch FROM told.answer) * 1000)::bigint END,
    ended_by = told.ended_by,
    hang_up_cause = CASE
      WHEN told.causes IS NULL THEN NULL
      WHEN told.ended_by = 'LIMIT' THEN 'LIMIT'
      WHEN talk_seconds > 0 THEN (
        SELECT cause FROM unnest('{NORMAL,OTHER,CANCELED,NO_ANSWER,BUSY,DECLINED}'::text[]) WITH ORDINALITY AS o (cause, place)
        WHERE cause = ANY (told.causes) ORDER BY place LIMIT 1)
      ELSE (
        SELECT cause FROM unnest('{DECLINED,BUSY,NO_ANSWER,CANCELED,OTHER,NORMAL}'::text[]) WITH ORDINALITY AS o (cause, place)
        WHERE cause = ANY (told.causes) ORDER BY place LIMIT 1)
      END
  FROM (
    SELECT c.account_id, c.id, l.causes,
      CASE WHEN c.money_state = 'RESERVED' THEN c.answered_at - c.placed_at
        WHEN c.talk_seconds > 0 THEN coalesce(l.last_end, c.report_started_at + make_interval(secs => c.talk_seconds))
          - make_interval(secs => c.talk_seconds) - c.placed_at END AS answer,
      CASE WHEN c.report_source IS NULL THEN NULL
        WHEN 'LIMIT' = ANY (l.causes) OR c.talk_seconds >= c.granted_seconds THEN 'LIMIT'
        WHEN c.kind = 'CONFERENCE' THEN 'UNKNOWN'
        WHEN r.legs -> 0 ->> 'cause' = 'DECLINED' THEN 'CALLER'
        WHEN r.legs -> 1 ->> 'cause' = 'DECLINED' THEN 'CALLEE'
        WHEN l.causes && '{NO_ANSWER,BUSY}' THEN 'PROVIDER'
        WHEN (r.legs -> 0 ->> 'endedAt')::timestamptz < (r.legs -> 1 ->> 'endedAt')::timestamptz THEN 'CALLER'
        WHEN (r.legs -> 0 ->> 'endedAt')::timestamptz > (r.legs -> 1 ->> 'endedAt')::timestamptz THEN 'CALLEE'
        ELSE 'UNKNOWN' END AS ended_by
    FROM call c
    CROSS JOIN LATERAL (SELECT regexp_replace(c.legs::text, '\\\\\\\\|\\\\u[0-9a-fA-F]{4}', '', 'g')::json AS legs) r
    LEFT JOIN LATERAL (
      SELECT array_agg(leg ->> 'cause') AS causes, max((leg ->> 'endedAt')::timestamptz) AS last_end
      FROM json_array_elements(coalesce(r.legs, '[]')) AS leg
    ) l ON true
  ) told
  WHERE told.account_id = call.account_id AND told.id = call.id
    AND (told.answer IS NOT NULL OR told.ended_by IS NOT NULL);
`;

const fillParticipants = `
  UPDATE participant SET placed_at = call.placed_at FROM call
  WHERE call.account_id = participant.account_id AND call.id = participant.call_id;
`;

/** Each in the order of its list, in place of one that was not. */
const indexes = `
  DROP INDEX participant_number;
  DROP INDEX participant_any;
  CREATE UNIQUE INDEX participant_placed ON participant (account_id, number, placed_at, call_id);
  CREATE INDEX participant_any_placed ON participant (number, placed_at, call_id) WHERE position > 0;
`;
