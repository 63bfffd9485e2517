import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxTruth } from '../../src/demo/client.ts';
import { whyNot } from './browser.ts';
import { Stage, WHOLE_MS } from './stage.ts';

interface Truth {
  readonly beganAt: string;
  readonly talkSeconds: number;
  readonly parties: readonly { readonly number: string; readonly answeredAt: string | null }[];
}

const FIRST = '13800000125';
const ENGAGED = '13800020002';
/** Rings longer than the others: whoever it is comes when the rest already talk. */
const LATE = '13912345678';

describe.skipIf(whyNot !== null)('A conference in the console', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open(20);
  }, WHOLE_MS);
  afterAll(async () => {
    await stage.close();
  });

  it('is live, ends, and costs what the provider says of it', { timeout: WHOLE_MS }, async () => {
    const { visitor } = await stage.customer('en');
    const { page } = visitor;
    await visitor.open('/conference');
    await visitor.sees('Maximum cost');
    await visitor.fill('Party 1', FIRST);
    await visitor.fill('Party 2', FIRST);
    await visitor.click('Start conference');
    await visitor.sees('This number is already in the conference');
    await visitor.fill('Party 2', ENGAGED);
    await visitor.click('Add party');
    await visitor.fill('Party 3', LATE);
    await visitor.click('Start conference');
    await page.waitForURL(/\/conferences\//);
    await visitor.sees('The conference is in progress.');
    await visitor.sees('¥0.12');
    const board = await visitor.another();
    await board.open('/live');
    await board.page.getByRole('link', { name: 'Conference of 4' }).waitFor();
    expect(await board.figure('In progress')).toBe('1');

    await visitor.sees('The conference has ended and is settled.');
    await board.sees('No calls in progress');
    const [truth] = await sandboxTruth<Truth[]>(stage.service.sandboxUrl, `/sandbox/calls?callee=${LATE}`);
    const late = truth?.parties.find(({ number }) => number === LATE);
    expect(Date.parse(late?.answeredAt ?? '')).toBeGreaterThan(Date.parse(truth?.beganAt ?? ''));
    const fen = Math.ceil((truth?.talkSeconds ?? 0) / 60) * 12;
    const charge = `¥${(fen / 100).toFixed(2)}`;
    expect(fen).toBeGreaterThanOrEqual(36);
    expect(await visitor.figure('Charged')).toBe(charge);

    await visitor.open('/records?kind=CONFERENCE');
    const row = page.getByRole('row').filter({ hasText: LATE });
    expect(await row.innerText()).toContain(charge);
    await visitor.open('/ledger');
    await page
      .getByRole('row')
      .filter({ hasText: `−${charge}` })
      .getByRole('link')
      .click();
    await page.waitForURL(/\/conferences\//);
    await visitor.sees(ENGAGED);
    expect(visitor.complaints).toEqual([]);
  });
});
