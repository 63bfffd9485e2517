import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallNews, DialAnswer } from '../../src/application/ports/telephony-gateway.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import type { CallReport } from '../../src/domain/report.ts';
import * as a from '../support/a.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

type Answer = 'STARTED' | 'LOST' | 'REJECTED' | 'CRASH';

/** What really happened on the line; only the provider knows. */
interface Truth {
  readonly session: ProviderSession;
  readonly report: CallReport;
}

type Step =
  | {
      readonly kind: 'START';
      readonly callee: number;
      readonly answer: Answer;
      readonly rang: boolean;
      readonly talkSeconds: number;
      readonly early: boolean;
    }
  | { readonly kind: 'DELIVER'; readonly which: number }
  | { readonly kind: 'WAIT'; readonly seconds: number }
  | { readonly kind: 'SWEEP' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('START' as const),
    callee: fc.nat({ max: 2 }),
    answer: fc.constantFrom<Answer>('STARTED', 'STARTED', 'LOST', 'REJECTED', 'CRASH'),
    rang: fc.boolean(),
    // Above 300 s the provider overran what was granted.
    talkSeconds: fc.integer({ min: 0, max: 400 }),
    early: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('DELIVER' as const), which: fc.nat({ max: 30 }) }),
  fc.record({ kind: fc.constant('WAIT' as const), seconds: fc.constantFrom(1, 16, 100, 390, 4000, 72 * 3600) }),
  fc.constant({ kind: 'SWEEP' as const }),
);

class Story {
  readonly world: Scenario = scenario();
  readonly truths: Truth[] = [];
  #one!: Customer;

  async tell(steps: readonly Step[], fen: number): Promise<void> {
    this.#one = await this.world.customer({ fen });
    this.world.outside.query = (session): CallNews => {
      const truth = this.truths.find((one) => one.session === session);
      return truth === undefined
        ? { kind: 'UNKNOWN', why: 'no such session' }
        : { kind: 'ENDED', report: { ...truth.report, source: 'QUERY' } };
    };
    for (const one of steps) await this.#take(one);
    await this.#finish();
  }

  /** Everything that is still under way comes to its end: the callbacks arrive, and the horizon passes. */
  async #finish(): Promise<void> {
    for (const truth of this.truths) await this.#deliver(truth);
    for (const seconds of [16, 72 * 3600]) {
      this.world.clock.advance(seconds);
      await this.world.application.resolveOverdueCalls();
    }
    for (const truth of this.truths) await this.#deliver(truth);
  }

  get calls(): readonly AnyCall[] {
    return [...this.world.records(this.#one.id).calls.values()];
  }

  get charged(): bigint {
    const posted = this.world.records(this.#one.id).transfers.filter(({ credit }) => credit === 'REVENUE');
    // The first 12 fen paid for nothing: they opened the service.
    return posted.reduce((total, { amount }) => total + amount.fen, 0n) - 12n;
  }

  get left(): { readonly reserved: bigint; readonly parked: number } {
    const { account, callbacks } = this.world.records(this.#one.id);
    const parked = [...callbacks.values()].filter(({ state }) => state === 'PARKED').length;
    return { reserved: account.reserved.fen, parked };
  }

  async #take(one: Step): Promise<void> {
    // Two calls are never placed in the same millisecond.
    this.world.clock.advance(one.kind === 'WAIT' ? one.seconds : 1);
    if (one.kind === 'SWEEP') await this.world.application.resolveOverdueCalls();
    if (one.kind === 'DELIVER' && this.truths.length > 0)
      await this.#deliver(this.truths[one.which % this.truths.length]!);
    if (one.kind === 'START') await this.#start(one);
  }

  async #start({ callee, answer, rang, talkSeconds, early }: Extract<Step, { kind: 'START' }>): Promise<void> {
    const number = `1380000000${callee + 2}`;
    this.world.outside.dial = async () => {
      if (answer === 'STARTED' || (answer !== 'REJECTED' && rang)) {
        const session = `session-${this.truths.length}` as ProviderSession;
        const createdAt = this.world.clock.service();
        const truth = { session, report: a.report({ session, callee: number, createdAt, talkSeconds, legs: [] }) };
        this.truths.push(truth);
        if (early) await this.#deliver(truth);
        if (answer === 'STARTED') return { kind: 'STARTED', session };
      }
      if (answer === 'CRASH') throw new Error('the process died');
      return refusedOrLost(answer);
    };
    await this.world.start(this.#one, { callee: number }).catch((error: unknown) => {
      if (error instanceof DomainError || answer === 'CRASH') return;
      throw error;
    });
  }

  async #deliver({ report }: Truth): Promise<void> {
    await this.world.deliver(this.#one.app, report);
  }
}

function refusedOrLost(answer: Answer): DialAnswer {
  if (answer === 'LOST') return { kind: 'AMBIGUOUS', why: 'no answer' };
  return { kind: 'REJECTED', refusal: { providerCode: 416, retryAfterSeconds: 1 } };
}

describe('whatever happens, and in whatever order', () => {
  test('the customer is charged for what really happened, once, and nothing stays reserved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 12, max: 600 }), async (steps, fen) => {
        const story = new Story();
        await story.tell(steps, fen);
        const owed = story.truths.reduce(
          (total, { report }) => total + BigInt(Math.floor((report.talkSeconds + 59) / 60) * 12),
          0n,
        );
        expect({ charged: story.charged, ...story.left }).toEqual({ charged: owed, reserved: 0n, parked: 0 });
        expect(story.calls.every(({ hasEnded }) => hasEnded)).toBe(true);
        expect(story.world.outside.dialled).toHaveLength(story.calls.length);
      }),
      { numRuns: 200 },
    );
  });
});
