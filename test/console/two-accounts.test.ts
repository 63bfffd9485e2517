import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../support/customer.ts';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';
import type { Visitor } from './visitor.ts';

const CALLEES = ['13800000121', '13800000062'] as const;

describe.skipIf(whyNot !== null)('Two accounts in two windows', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  async function call(visitor: Visitor, callee: string): Promise<string> {
    await visitor.open(`/call?callee=${callee}`);
    await visitor.sees('最多花费');
    await visitor.click('拨打');
    await visitor.page.waitForURL(/\/calls\//);
    await visitor.sees('双方正在通话');
    return new URL(visitor.page.url()).pathname;
  }

  it('never see each other’s calls, balance or records', { timeout: WHOLE_MS }, async () => {
    const one = await stage.customer('zh');
    const other = await stage.customer('zh');
    const board = await other.visitor.another();
    await board.open('/live');
    await board.sees('现在没有进行中的通话');

    const first = await call(one.visitor, CALLEES[0]);
    await other.visitor.open(first);
    await other.visitor.sees('没有找到，可能属于其他账户。');
    await other.visitor.open('/apps/' + one.customer.appId);
    await other.visitor.sees('没有这个应用');
    const second = await call(other.visitor, CALLEES[1]);
    await board.sees(CALLEES[1]);
    expect(await board.figure('正在进行')).toBe('1');
    await other.visitor.sees('通话已结束并结算。');
    await one.visitor.sees('通话已结束并结算。');
    await one.visitor.sees('¥999.64');
    await other.visitor.sees('¥999.76');

    for (const path of ['/', '/records', '/ledger', '/live', '/apps', '/members', second]) await one.visitor.open(path);
    for (const path of ['/', '/records', '/ledger', '/live', '/apps', '/members']) await other.visitor.open(path);
    await other.visitor.open('/records');
    await other.visitor.sees(CALLEES[1]);
    const ofOne = marksOf(one.customer, CALLEES[0]);
    const ofOther = marksOf(other.customer, CALLEES[1]);
    expect(await one.visitor.toldOf([...ofOne, ...ofOther])).toEqual(ofOne);
    expect(await other.visitor.toldOf([...ofOne, ...ofOther])).toEqual(ofOther);
    expect(await board.toldOf(ofOne)).toEqual([]);
  });
});

/** What an answer about somebody's account would have in it. */
function marksOf({ appId, email, mobile }: Customer, callee: string): string[] {
  return [appId, email, mobile, callee];
}
