import { assert } from '../../../domain/assert.ts';
import type {
  CallState,
  CallStatus,
  MoneyState,
  OpenState,
  SettledState,
  VoidedState,
} from '../../../domain/placed.ts';
import type { ProviderSession } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import type { Refusal } from '../../../domain/provider-failure.ts';
import type { NamedParties } from '../../../domain/parties.ts';
import type { CallReport, SettlingReport } from '../../../domain/report.ts';
import type { LegJson } from './report-json.ts';
import { readLegs } from './report-json.ts';

/** The columns of a call that change with its state: a union in the domain, nullable columns here, held by a CHECK. */
export interface CallStateRow {
  money_state: MoneyState;
  status: CallStatus;
  /** Of the answer to the start; of the report once there is one that names it. */
  session: string | null;
  answered_at: Date | null;
  refusal_code: number | null;
  refusal_retry_seconds: number | null;
  refusal_cause: NonNullable<Refusal['cause']> | null;
  report_source: SettlingReport['source'] | null;
  report_caller: string | null;
  report_callee: string | null;
  /** A conference's. Read as JSON, written as its text. */
  report_members: readonly string[] | string | null;
  report_created_at: Date | null;
  /** A conference's alone. */
  report_started_at: Date | null;
  talk_seconds: number | null;
  /** Read as JSON, written as its text. */
  legs: readonly LegJson[] | string | null;
  /** The charge of the report, in time or late. */
  charge_fen: string | null;
  ended_at: Date | null;
}

const nothing: Omit<CallStateRow, 'money_state' | 'status'> = {
  session: null,
  answered_at: null,
  refusal_code: null,
  refusal_retry_seconds: null,
  refusal_cause: null,
  report_source: null,
  report_caller: null,
  report_callee: null,
  report_members: null,
  report_created_at: null,
  report_started_at: null,
  talk_seconds: null,
  legs: null,
  charge_fen: null,
  ended_at: null,
};

export function toStateRow(state: CallState): CallStateRow {
  const row = { ...nothing, money_state: state.money, status: state.status };
  switch (state.money) {
    case 'RESERVED':
      return { ...row, session: state.session, answered_at: state.answeredAt };
    case 'SETTLED':
      return { ...row, ...reported(state.report, state.charge), ended_at: state.endedAt };
    case 'VOIDED': {
      const late = state.late === null ? {} : reported(state.late.report, state.late.charge);
      return { ...row, ...late, session: state.session, ...refused(state.refusal), ended_at: state.endedAt };
    }
  }
}

function refused(refusal: Refusal | null): Partial<CallStateRow> {
  if (refusal === null) return {};
  const { providerCode, retryAfterSeconds, cause = null } = refusal;
  return { refusal_code: providerCode, refusal_retry_seconds: retryAfterSeconds, refusal_cause: cause };
}

function reported(report: SettlingReport, charge: Money): Partial<CallStateRow> {
  return {
    session: report.session,
    report_source: report.source,
    ...toldParties(report),
    report_created_at: report.createdAt,
    talk_seconds: report.talkSeconds,
    legs: JSON.stringify(report.legs),
    charge_fen: charge.fen.toString(),
  };
}

function toldParties(report: SettlingReport): Partial<CallStateRow> {
  if (report.kind === 'CALL') return { report_caller: report.caller, report_callee: report.callee };
  return { report_members: JSON.stringify(report.members), report_started_at: report.startedAt ?? null };
}

export function fromStateRow(row: CallStateRow): CallState {
  switch (row.money_state) {
    case 'RESERVED': {
      const session = row.session as ProviderSession | null;
      return { money: 'RESERVED', status: row.status as OpenState['status'], session, answeredAt: row.answered_at };
    }
    case 'SETTLED': {
      const known = reportOf(row);
      assert(known !== null && row.ended_at !== null, 'a settled call has a report and an end');
      return { money: 'SETTLED', status: row.status as SettledState['status'], ...known, endedAt: row.ended_at };
    }
    case 'VOIDED': {
      assert(row.ended_at !== null, 'a voided call has an end');
      const status = row.status as VoidedState['status'];
      const refusal = status === 'REFUSED' ? refusalOf(row) : null;
      const session = row.session as ProviderSession | null;
      return { money: 'VOIDED', status, refusal, session, endedAt: row.ended_at, late: lateOf(row) };
    }
  }
}

function refusalOf({ refusal_code, refusal_retry_seconds, refusal_cause }: CallStateRow): Refusal {
  const told = { providerCode: refusal_code, retryAfterSeconds: refusal_retry_seconds };
  return refusal_cause === null ? told : { ...told, cause: refusal_cause };
}

/** An operator settles what is open, and never charges late. */
function lateOf(row: CallStateRow): { report: CallReport; charge: Money } | null {
  const known = reportOf(row);
  if (known === null) return null;
  const { report, charge } = known;
  assert(report.source !== 'OPERATOR', "a late report is the provider's");
  return { report, charge };
}

function reportOf(row: CallStateRow): { report: SettlingReport; charge: Money } | null {
  const { report_source: source, talk_seconds, legs } = row;
  if (source === null) return null;
  assert(talk_seconds !== null && row.charge_fen !== null && Array.isArray(legs), 'a report is whole');
  const session = row.session as ProviderSession | null;
  const told = {
    ...partiesOf(row),
    createdAt: row.report_created_at,
    talkSeconds: talk_seconds,
    legs: readLegs(legs as readonly LegJson[]),
  };
  const charge = Money.fen(BigInt(row.charge_fen));
  if (source === 'OPERATOR') return { report: { source, session, ...told }, charge };
  assert(session !== null, "the provider's report names its session");
  return { report: { source, session, ...told }, charge };
}

function partiesOf(row: CallStateRow): NamedParties & { readonly startedAt?: Date } {
  const { report_caller: caller, report_callee: callee, report_members: members, report_started_at: startedAt } = row;
  if (caller !== null && callee !== null) return { kind: 'CALL', caller, callee };
  assert(Array.isArray(members), 'a report names its numbers');
  return { kind: 'CONFERENCE', members: members as readonly string[], ...(startedAt !== null && { startedAt }) };
}
