import type { NamedParties } from '../../../domain/parties.ts';
import type { CallReport, LegReport } from '../../../domain/report.ts';

export interface LegJson extends Omit<LegReport, 'endedAt'> {
  readonly endedAt: string | null;
}

/** What was stored before there were conferences names no kind, and is about a call. */
type PartiesJson =
  | Extract<NamedParties, { kind: 'CONFERENCE' }>
  | (Omit<Extract<NamedParties, { kind: 'CALL' }>, 'kind'> & { readonly kind?: 'CALL' });

interface ToldJson extends Pick<CallReport, 'source' | 'session'> {
  readonly createdAt: string | null;
  readonly startedAt?: string | null;
  /** As text: what a provider may say, JSON's numbers need not hold. */
  readonly talkSeconds: string;
  readonly legs: readonly LegJson[];
}

export type ReportJson = ToldJson & PartiesJson;

/**
 * Reports and their legs are kept as `json`, which holds every string that JSON can write; `jsonb` refuses U+0000 and
 * half surrogates, and a provider's odd word must not keep a call from being settled.
 */
export function writeReport(report: CallReport): string {
  const { createdAt, talkSeconds, ...rest } = report;
  return JSON.stringify({ ...rest, createdAt, talkSeconds: String(talkSeconds) });
}

export function readReport(json: ReportJson): CallReport {
  return {
    ...partiesOf(json),
    source: json.source,
    session: json.session,
    createdAt: readTime(json.createdAt),
    ...(json.startedAt !== undefined && { startedAt: readTime(json.startedAt) }),
    talkSeconds: Number(json.talkSeconds),
    legs: readLegs(json.legs),
  };
}

function partiesOf(json: PartiesJson): NamedParties {
  if (json.kind === 'CONFERENCE') return { kind: 'CONFERENCE', members: json.members };
  return { kind: 'CALL', caller: json.caller, callee: json.callee };
}

export function readLegs(legs: readonly LegJson[]): readonly LegReport[] {
  return legs.map(({ number, endedAt, cause, providerCause }) => {
    return { number, endedAt: readTime(endedAt), cause, providerCause };
  });
}

function readTime(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
