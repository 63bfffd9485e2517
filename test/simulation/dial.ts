import type { App } from '../../src/domain/app.ts';
import type { CallId, ProviderSession } from '../../src/domain/ids.ts';
import type { NamedParties } from '../../src/domain/parties.ts';
import type { CallReport, HangUpCause, LegReport } from '../../src/domain/report.ts';
import type { Chance } from './chance.ts';

/** The hidden truth about one order that reached the provider. */
export interface Dial {
  readonly app: App;
  readonly call: CallId;
  /** As the provider names them: the members of a conference in an order of its own. */
  readonly parties: NamedParties;
  /** By the provider's clock. */
  readonly createdAt: Date;
  readonly rang: boolean;
  readonly refused: boolean;
  readonly session: ProviderSession;
  readonly answeredAt: number;
  readonly endsAt: number;
  readonly talkSeconds: number;
  readonly cause: HangUpCause;
  /** The provider tells no query about it, ever. */
  readonly isForgotten: boolean;
  /** What a query says, which differs in some worlds. */
  readonly queriedSeconds: number;
  /** Every duration that the provider has put its name to. */
  readonly reportedSeconds: Set<number>;
  /** Durations of callbacks that were taken, with a 200. */
  readonly told: Set<number>;
}

export type Truth = Pick<Dial, 'answeredAt' | 'endsAt' | 'talkSeconds' | 'cause'>;

/** What happens at the telephones: who answers, and for how long they talk. */
export function truthOf(chance: Chance, now: number, grantedSeconds: number): Truth {
  const rings =
    chance.weighed([
      [1, 0],
      [3, 1 + chance.below(60)],
    ]) * 1000;
  const answeredAt = now + rings;
  if (chance.happens(35)) {
    const cause = chance.pick<HangUpCause>(['BUSY', 'NO_ANSWER', 'DECLINED', 'OTHER', 'CANCELED']);
    return { answeredAt, endsAt: answeredAt, talkSeconds: 0, cause };
  }
  const talkSeconds = chance.weighed<number>([
    [2, chance.between(1, 59)],
    [2, chance.between(60, 61)],
    [3, chance.between(1, grantedSeconds)],
    [1, grantedSeconds],
    [2, grantedSeconds + chance.between(1, 30)],
    [1, Math.min(86_400, grantedSeconds * chance.between(2, 9))],
  ]);
  const cause = talkSeconds >= grantedSeconds ? 'LIMIT' : 'NORMAL';
  return { answeredAt, endsAt: answeredAt + talkSeconds * 1000, talkSeconds, cause };
}

/** The provider's word about a dial; it stands by it, whether or not it is the truth. */
export function reportOf(dial: Dial, source: CallReport['source'], talkSeconds: number): CallReport {
  dial.reportedSeconds.add(talkSeconds);
  const { session, parties, createdAt, endsAt, cause } = dial;
  const leg = (number: string): LegReport => ({ number, endedAt: new Date(endsAt), cause, providerCause: cause });
  const numbers = parties.kind === 'CALL' ? [parties.caller, parties.callee] : parties.members;
  return { ...parties, source, session, createdAt, talkSeconds, legs: numbers.map(leg) };
}
