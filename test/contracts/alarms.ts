import { describe, expect, it } from 'vitest';
import type { Alarms } from '../../src/application/ports/alarms.ts';

export interface AlarmsHarness {
  readonly alarms: Alarms;
  /** Alarms of no account, as stored: `kind subject`, with ` closed` where they are over, and the detail where one has any. */
  readonly stored: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export function alarmsContract(makeHarness: () => Promise<AlarmsHarness>): void {
  async function check(work: (harness: AlarmsHarness) => Promise<void>): Promise<void> {
    const harness = await makeHarness();
    await work(harness).finally(() => harness.close());
  }

  describe('alarms without an account', () => {
    it('are open once per kind and subject, and only the first to open one is told so', () =>
      check(async ({ alarms, stored }) => {
        const opened = await Promise.all(Array.from({ length: 8 }, () => alarms.open('PROVIDER_EMPTY', 'netease')));
        expect(opened.filter(Boolean)).toHaveLength(1);
        expect(await alarms.open('PROVIDER_EMPTY', 'another')).toBe(true);
        expect(await alarms.open('AUDIT_VIOLATION', 'netease')).toBe(true);
        expect((await stored()).toSorted()).toEqual([
          'AUDIT_VIOLATION netease',
          'PROVIDER_EMPTY another',
          'PROVIDER_EMPTY netease',
        ]);
      }));

    it('keep what their first opening said about them', () =>
      check(async ({ alarms, stored }) => {
        await alarms.open('CLOCK_SKEW', 'key', '6 minutes behind');
        expect(await alarms.open('CLOCK_SKEW', 'key', '7 minutes behind')).toBe(false);
        expect(await stored()).toEqual(['CLOCK_SKEW key 6 minutes behind']);
      }));

    it('are closed by kind and subject, and then opened anew', () =>
      check(async ({ alarms, stored }) => {
        await alarms.open('PROVIDER_EMPTY', 'netease');
        await alarms.open('AUDIT_VIOLATION', 'netease');
        await alarms.close('PROVIDER_EMPTY', 'netease');
        await alarms.close('PROVIDER_EMPTY', 'netease');
        expect(await alarms.open('AUDIT_VIOLATION', 'netease')).toBe(false);
        expect(await alarms.open('PROVIDER_EMPTY', 'netease')).toBe(true);
        expect((await stored()).toSorted()).toEqual([
          'AUDIT_VIOLATION netease',
          'PROVIDER_EMPTY netease',
          'PROVIDER_EMPTY netease closed',
        ]);
      }));
  });
}
