import type { CallReport, LegReport } from '../../../domain/report.ts';

export interface LegJson extends Omit<LegReport, 'endedAt'> {
  readonly endedAt: string | null;
}

export interface ReportJson extends Omit<CallReport, 'createdAt' | 'startedAt' | 'talkSeconds' | 'legs'> {
  readonly createdAt: string | null;
  readonly startedAt?: string | null;
  /** As text: what a provider may say, JSON's numbers need not hold. */
  readonly talkSeconds: string;
  readonly legs: readonly LegJson[];
}

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
    source: json.source,
    session: json.session,
    caller: json.caller,
    callee: json.callee,
    createdAt: readTime(json.createdAt),
    ...(json.startedAt !== undefined && { startedAt: readTime(json.startedAt) }),
    talkSeconds: Number(json.talkSeconds),
    legs: readLegs(json.legs),
  };
}

export function readLegs(legs: readonly LegJson[]): readonly LegReport[] {
  return legs.map(({ number, endedAt, cause, providerCause }) => {
    return { number, endedAt: readTime(endedAt), cause, providerCause };
  });
}

function readTime(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
