import type { StartAction } from '../call/kind.ts';

/** So many starts are remembered, the newest ones. */
const rememberedStarts = 500_000;

/** A start whose headers were good, as it came, and what became of it. */
export interface ArrivedStart {
  /** Counts the starts from 1, in the order of their arrival. */
  readonly number: number;
  readonly at: Date;
  readonly action: StartAction;
  readonly appKey: string;
  readonly caller: string;
  /** Of a conference the whole list. */
  readonly callee: string;
  readonly maxDur: string;
  /** Null when nothing was started. */
  readonly session: string | null;
  /** `ACCEPTED`, `CODE 416`, or the kind of what went wrong with the answer. */
  readonly answer: string;
}

/** A duration that the wire has told. */
export interface Told {
  readonly source: 'CALLBACK' | 'QUERY';
  readonly talkSeconds: number;
  readonly times: number;
  /** Those of them that were answered 200; every answer to a query counts. */
  readonly accepted: number;
}

/** Forged callbacks that were posted for a call, and those that were answered 200. */
export interface Forged {
  readonly sent: number;
  readonly accepted: number;
}

/** What went over this server's wire, to be compared with what others remember. It is forgotten when the server ends. */
export class Traffic {
  readonly #starts = new Map<number, ArrivedStart>();
  readonly #told = new Map<string, Told[]>();
  readonly #forged = new Map<string, Forged>();
  #lastNumber = 0;

  startArrived(start: Omit<ArrivedStart, 'number'>): void {
    this.#lastNumber += 1;
    this.#starts.set(this.#lastNumber, { number: this.#lastNumber, ...start });
    this.#starts.delete(this.#lastNumber - rememberedStarts);
  }

  /** Oldest first, from the one after number `after` on. */
  starts(after: number, limit: number): ArrivedStart[] {
    const found: ArrivedStart[] = [];
    const first = Math.max(after + 1, this.#lastNumber - rememberedStarts + 1);
    for (let number = first; number <= this.#lastNumber && found.length < limit; number += 1) {
      const start = this.#starts.get(number);
      if (start) found.push(start);
    }
    return found;
  }

  reportTold(session: string, source: Told['source'], talkSeconds: number, accepted: boolean): void {
    const before = this.toldOf(session);
    const same = (told: Told): boolean => told.source === source && told.talkSeconds === talkSeconds;
    const { times, accepted: acceptedBefore } = before.find(same) ?? { times: 0, accepted: 0 };
    const told = { source, talkSeconds, times: times + 1, accepted: acceptedBefore + Number(accepted) };
    this.#told.set(session, [...before.filter((each) => !same(each)), told]);
  }

  forgedPosted(session: string, accepted: boolean): void {
    const before = this.forgedOf(session);
    this.#forged.set(session, { sent: before.sent + 1, accepted: before.accepted + Number(accepted) });
  }

  toldOf(session: string): readonly Told[] {
    return this.#told.get(session) ?? [];
  }

  forgedOf(session: string): Forged {
    return this.#forged.get(session) ?? { sent: 0, accepted: 0 };
  }
}
