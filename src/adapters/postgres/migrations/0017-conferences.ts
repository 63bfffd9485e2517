import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/** Conferences are calls of a kind of their own, with a row for each participant to search by (CONF-1, CONF-2). */
export class Conferences0017 implements MigrationInterface {
  readonly name = 'Conferences1700000000017';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(bounds);
    await runner.query(parties);
    await runner.query(reports);
    await runner.query(participants);
    await runner.query(guard(quote(roles.member), quote(roles.writer)));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Conferences were charged for: restore the database instead.'));
  }
}

const bounds = `
  ALTER TABLE app
    ADD COLUMN min_parties integer NOT NULL DEFAULT 3,
    ADD COLUMN max_parties integer NOT NULL DEFAULT 8,
    ADD CONSTRAINT app_parties CHECK (3 <= min_parties AND min_parties <= max_parties AND max_parties <= 50);
`;

/** A call has a callee; a conference has callees as they were named, and its members as a set: sorted, in one text. */
const parties = `
  ALTER TABLE call DROP CONSTRAINT call_kind_check;
  ALTER TABLE call
    ALTER COLUMN callee DROP NOT NULL,
    ADD COLUMN callees text[],
    ADD COLUMN members text,
    ADD CONSTRAINT call_parties CHECK (CASE kind
      WHEN 'CALL' THEN callee IS NOT NULL AND num_nonnulls(callees, members) = 0
      WHEN 'CONFERENCE' THEN callee IS NULL AND cardinality(callees) >= 2 AND members IS NOT NULL
        AND caller <> ALL (callees) AND status NOT IN ('CALLER_RINGING', 'CALLEE_RINGING')
      ELSE false END);

  CREATE INDEX call_open_members ON call (account_id, app_id, members)
    WHERE money_state = 'RESERVED' AND members IS NOT NULL;
  CREATE INDEX call_unmatched_members ON call (account_id, app_id, members)
    WHERE session IS NULL AND status IN ('UNCONFIRMED', 'FAILED', 'COMPLETED') AND members IS NOT NULL;
  CREATE INDEX call_conferences ON call (account_id, placed_at, id) WHERE kind = 'CONFERENCE';

  ALTER TABLE callback ADD COLUMN members text;
  CREATE INDEX callback_parked_members ON callback (account_id, app_id, members)
    WHERE state = 'PARKED' AND members IS NOT NULL;
`;

/** A report names a caller and a callee, or members. */
const reports = `
  ALTER TABLE call DROP CONSTRAINT call_report;
  ALTER TABLE call
    ADD COLUMN report_members json,
    ADD COLUMN report_started_at timestamptz(3),
    ADD CONSTRAINT call_report CHECK (
      num_nulls(report_source, coalesce(report_caller, report_members::text), talk_seconds, legs, charge_fen) IN (0, 5)
      AND (report_source IS NULL) = (num_nonnulls(report_caller, report_callee, report_members) = 0)
      AND CASE kind WHEN 'CALL' THEN num_nulls(report_caller, report_callee) IN (0, 2)
          AND num_nonnulls(report_members, report_started_at) = 0
        ELSE num_nonnulls(report_caller, report_callee) = 0 END
      AND (money_state <> 'RESERVED' OR report_source IS NULL)
      AND (money_state <> 'SETTLED' OR report_source IS NOT NULL)
      AND (report_source IS NULL OR report_source = 'OPERATOR' OR session IS NOT NULL));
`;

/** Who took part is known when it is placed, and never changes. */
const participants = `
  CREATE TABLE participant (
    account_id uuid NOT NULL,
    call_id uuid NOT NULL,
    -- 0 is the caller.
    position integer NOT NULL CHECK (position >= 0),
    number text NOT NULL,
    PRIMARY KEY (account_id, call_id, position),
    FOREIGN KEY (account_id, call_id) REFERENCES call (account_id, id)
  );
  CREATE UNIQUE INDEX participant_number ON participant (account_id, number, call_id);
`;

const guard = (member: string, writer: string): string => `
  REVOKE ALL ON participant FROM PUBLIC;
  ALTER TABLE participant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY writer ON participant TO ${writer} USING (true) WITH CHECK (true);
  CREATE POLICY member ON participant FOR SELECT TO ${member}
    USING (account_id = nullif(current_setting('zhuanxian.account', true), '')::uuid);
  GRANT SELECT ON participant TO ${member};
  GRANT SELECT, INSERT ON participant TO ${writer};
`;
