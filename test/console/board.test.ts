import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../support/figures.ts';
import { until } from '../support/until.ts';
import { boardSums, isSame } from './board.ts';
import { whyNot } from './browser.ts';
import { Crowd, crowdVariables } from './crowd.ts';
import { Stage, WHOLE_MS } from './stage.ts';
import type { Visitor } from './visitor.ts';

const CALLS = figure(25, 500);
/** More rows than these are never drawn, however many calls there are. */
const MOST_ROWS = 40;

describe.skipIf(whyNot !== null)('The live board, with many calls under way', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(10, crowdVariables);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it('shows all of them, and is right again after it was offline', { timeout: 4 * WHOLE_MS }, async () => {
    const { customer, visitor } = await stage.customer('en');
    const crowd = await Crowd.of(customer, stage.service, CALLS);
    await visitor.open('/live');
    await crowd.gather();
    await rightAgain(visitor, crowd);
    const rows = await visitor.page.locator('.ant-table-row').count();
    expect(rows).toBeGreaterThan(5);
    expect(rows).toBeLessThan(MOST_ROWS);

    const before = await crowd.sums();
    await visitor.goOffline();
    await visitor.sees(/The connection was lost/);
    await until(
      'many calls have ended',
      async () => ((await crowd.sums()).underWay < before.underWay * 0.7 ? true : null),
      60,
    );
    await visitor.comeBack();
    await rightAgain(visitor, crowd);
    await crowd.disperse();
    expect(visitor.complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line))).toEqual([]);
  });

  async function rightAgain(visitor: Visitor, crowd: Crowd): Promise<void> {
    await until(
      'the board says what the database holds',
      async () => {
        const [shown, held] = await Promise.all([boardSums(visitor), crowd.sums()]);
        return isSame(shown, held) ? shown : null;
      },
      60,
    );
  }
});
