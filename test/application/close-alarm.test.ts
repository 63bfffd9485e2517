import { describe, expect, test } from 'vitest';
import type { AlarmKind } from '../../src/domain/alarm.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import { refused, scenario } from '../support/scenario.ts';

const session = 'session-1' as ProviderSession;

async function desk() {
  const world = scenario();
  const one = await world.customer({ fen: 70 });
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const close = (kind: AlarmKind, subject: string, idempotencyKey = 'first') =>
    world.application.closeAlarm(operator, {
      ...{ account: one.id, alarm: { kind, subject }, reason: 'seen', idempotencyKey },
    });
  return { world, one, operator, close };
}

describe('ALARM-1: an operator closes an alarm', () => {
  test('of which there is nothing more to decide, once per key, with a row of the trail', async () => {
    const { world, one, close } = await desk();
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const call = await world.start(one);
    world.clock.advance(72 * 3600);
    await world.application.resolveOverdueCalls();
    expect(world.openAlarms(one.id)).toEqual(['HORIZON_VOID']);
    expect((await close('HORIZON_VOID', call.id)).replayed).toBe(false);
    expect((await close('HORIZON_VOID', call.id)).replayed).toBe(true);
    expect(world.openAlarms(one.id)).toEqual([]);
    const details = { kind: 'HORIZON_VOID' };
    expect(world.records(one.id).actions).toMatchObject([{ action: 'CLOSE_ALARM', subject: call.id, details }]);
    expect(await refused(close('HORIZON_VOID', call.id, 'second'))).toEqual({ code: 'ALARM_NOT_OPEN' });
  });

  test('not while what it is about waits: a parked callback, a discrepancy, a shortfall, a call without an end', async () => {
    const { world, one, close } = await desk();
    await world.deliver(one.app, null);
    const [parked] = [...world.records(one.id).callbacks.keys()].map((key) => key.split(' ')[1]!);
    const call = await world.start(one);
    await world.deliver(one.app, a.report({ session, talkSeconds: 600 }));
    await world.deliver(one.app, a.report({ session, talkSeconds: 601 }));
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED', 'SHORTFALL', 'DISCREPANCY']);
    const subjects = [
      ['CALLBACK_PARKED', parked!],
      ['SHORTFALL', call.id],
      ['DISCREPANCY', call.id],
    ] as const;
    for (const [kind, subject] of subjects) {
      expect(await refused(close(kind, subject, kind))).toEqual({ code: 'ALARM_WAITS' });
    }
    expect(world.openAlarms(one.id)).toHaveLength(3);
  });

  test('and one of a discrepancy that was decided about does not open again for the same difference', async () => {
    const { world, one, operator } = await desk();
    const call = await world.start(one);
    const reported = (talkSeconds: number, text: string) =>
      world.deliver(one.app, a.report({ session, talkSeconds }), text);
    await reported(61, 'first');
    expect(await reported(300, 'differs')).toBe('MATCHED');
    const about = { account: one.id, call: call.id, reportedSeconds: 300 };
    const decided = { decision: 'CLOSE', reason: 'the provider was wrong', idempotencyKey: 'k' } as const;
    await world.application.resolveDiscrepancy(operator, { ...about, ...decided });
    expect(world.openAlarms(one.id)).toEqual([]);
    expect(await reported(300, 'differs, in other bytes')).toBe('MATCHED');
    expect(world.openAlarms(one.id)).toEqual([]);
    await reported(301, 'differs anew');
    expect(world.openAlarms(one.id)).toEqual(['DISCREPANCY']);
  });

  test('not by a member', async () => {
    const { world, one } = await desk();
    const input = {
      account: one.id,
      alarm: { kind: 'LATE_CHARGE', subject: 'x' },
      reason: 'r',
      idempotencyKey: 'k',
    } as const;
    const no = { code: 'NOT_ALLOWED', operation: 'closeAlarm', role: 'OWNER' };
    expect(await refused(world.application.closeAlarm(one.principal, input))).toEqual(no);
  });
});
