import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meaningOfStart } from '../../src/adapters/netease/messages/start.ts';
import { defaultNeteaseSettings } from '../../src/adapters/netease/settings.ts';
import type { DialAnswer } from '../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { figure } from '../support/figures.ts';
import { scenario } from '../support/scenario.ts';
import { noCallLimits } from '../support/limits.ts';

const calleeOf = (n: number): string => `139${String(n).padStart(8, '0')}`;
const answerTo = (answer: unknown): DialAnswer =>
  meaningOfStart(
    { kind: 'ANSWERED', status: 200, body: JSON.stringify(answer), retryAfter: null, date: null },
    defaultNeteaseSettings,
    a.noon,
  );

/** No session is among them: too long, empty, of other types, with spaces, or not there. */
const noSession = fc.oneof(
  fc.constantFrom('', ' ', 'a b', 'x'.repeat(129), '会话', 'a\u0000b', '\ud800'),
  fc.jsonValue().filter((value) => typeof value !== 'string'),
);
const malformed = fc.oneof(
  fc.jsonValue().filter((value) => typeof value !== 'object' || value === null || !('session' in value)),
  noSession.map((session) => ({ session })),
);

test('START-9: a success without a session is UNCONFIRMED, whatever it holds', async () => {
  let world = scenario({ callLimits: noCallLimits });
  let customer = await world.customer();
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(malformed, async (obj) => {
      if (calls % 50 === 0) {
        world = scenario({ callLimits: noCallLimits });
        customer = await world.customer();
      }
      calls += 1;
      world.outside.dial = () => answerTo({ code: 200, obj });
      const call = await world.start(customer, { callee: calleeOf(calls) });
      expect(call).toMatchObject({ status: 'UNCONFIRMED', session: null });
    }),
    { numRuns: figure(500, 10_000) },
  );
}, 600_000);

test('START-9: a session that another call has is not taken, and what is reported for it settles its first call alone', async () => {
  for (let round = 0; round < figure(100, 2500); round += 1) {
    const world = scenario({ callLimits: noCallLimits });
    const one = await world.customer();
    const session = `s-${round}` as ProviderSession;
    world.outside.dial = () => answerTo({ code: 200, obj: { session } });
    const first = await world.start(one, { callee: calleeOf(0) });
    const others = [];
    for (let n = 1; n < 4; n += 1) others.push(await world.start(one, { callee: calleeOf(n) }));
    expect(others.map(({ status }) => status)).toEqual(['UNCONFIRMED', 'UNCONFIRMED', 'UNCONFIRMED']);
    await world.deliver(one.app, a.report({ session, callee: calleeOf(round % 4) }));
    expect(world.call(one.id, first.id).status).toBe('COMPLETED');
    expect(world.account(one.id)).toMatchObject({ reserved: { fen: 180n }, balance: { fen: 1000_00n - 24n } });
  }
}, 600_000);
