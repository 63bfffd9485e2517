import { expect, test } from 'vitest';
import type { CallId, ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { figure } from '../support/figures.ts';
import { noCallLimits } from '../support/limits.ts';
import { operatorOf } from '../support/operators.ts';
import { scenario } from '../support/scenario.ts';

const STARTS = figure(200, 1000);
const HORIZON_SECONDS = 72 * 3600;

/** What the provider did though its answer was lost, and how the service hears of it. */
type Truth = { readonly seconds: number; readonly heard: 'CALLBACK' | 'OPERATOR' | 'LATE' | 'NEVER' };

const ways = ['the answer was cut', 'no answer in time', 'result code 500', 'no session in the answer'];

/** A quarter each: a callback comes, an operator finds out, a callback comes after the horizon, nothing ever rang. */
function truthOf(n: number): Truth {
  const heard = (['CALLBACK', 'OPERATOR', 'LATE', 'NEVER'] as const)[n % 4]!;
  return { seconds: heard === 'NEVER' ? 0 : (n * 37) % 301, heard };
}

test(
  `START-3: of ${STARTS} starts whose answer was lost none is dialled twice, and all come to their end with the truth`,
  { timeout: 300_000 },
  async () => {
    const world = scenario({ callLimits: noCallLimits });
    const one = await world.customer({ fen: 1_000_000_00 });
    const { principal: operator } = await operatorOf(world.application, world.ports);
    const calls: CallId[] = [];
    const report = (n: number) =>
      a.report({
        session: `session-${n}` as ProviderSession,
        caller: a.caller.digits,
        callee: calleeOf(n),
        createdAt: world.call(one.id, calls[n]!).order.placedAt,
        talkSeconds: truthOf(n).seconds,
      });
    const tell = (n: number) => world.deliver(one.app, report(n));
    const each = async (heard: Truth['heard'], work: (n: number) => Promise<unknown>): Promise<void> => {
      for (let n = 0; n < STARTS; n += 1) if (truthOf(n).heard === heard) await work(n);
    };

    for (let n = 0; n < STARTS; n += 1) {
      world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: ways[n % ways.length]! });
      const order = world.order(one.app, { callee: calleeOf(n) });
      const { call } = await world.application.startCall(one.principal, order);
      const again = await Promise.all([1, 2].map(() => world.application.startCall(one.principal, order)));
      expect(again.map((answer) => [answer.replayed, answer.call.id])).toEqual([
        [true, call.id],
        [true, call.id],
      ]);
      calls.push(call.id);
    }
    await each('CALLBACK', tell);
    world.clock.advance(3600);
    await each('OPERATOR', (n) =>
      world.application.resolveUnconfirmedCall(operator, {
        account: one.id,
        call: calls[n]!,
        verdict: { kind: 'SETTLE', talkSeconds: truthOf(n).seconds, session: null },
        reason: 'told by the support',
        idempotencyKey: `ticket ${n}`,
      }),
    );
    world.clock.advance(HORIZON_SECONDS);
    while ((await world.application.resolveOverdueCalls()) > 0);
    await each('LATE', tell);

    expect(world.outside.dialled).toHaveLength(STARTS);
    const ends = calls.map((id) => world.call(one.id, id));
    expect(ends.filter((call) => !call.hasEnded)).toEqual([]);
    expect(world.account(one.id).reserved.isZero).toBe(true);
    const owed = calls.reduce((sum, _, n) => sum + 12 * Math.ceil(truthOf(n).seconds / 60), 0);
    expect(world.account(one.id).balance.fen).toBe(BigInt(1_000_000_00 - owed));
  },
);

function calleeOf(n: number): string {
  return `139${String(n).padStart(8, '0')}`;
}
