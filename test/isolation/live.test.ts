import { afterAll, beforeAll, expect, it } from 'vitest';
import { credit } from '../adapters/graphql/customer.ts';
import { until } from '../support/until.ts';
import type { Asker } from './asker.ts';
import { Examination } from './examination.ts';
import { rootFields } from './fields.ts';
import type { TwoParties } from './stage.ts';
import { askersOf, openStage } from './stage.ts';
import { foundIn, onlyIn } from './traces.ts';

/** Of the other account, while this one watches. */
const COMMITS = 100;

let stage: TwoParties;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const subscriptions = rootFields.filter(({ kind }) => kind === 'subscription');

it.each(subscriptions.map((root) => [root.name, root] as const))(
  'WS-5: %s delivers nothing of what happens in another account',
  async (_name, root) => {
    const { api, rows, parties } = stage;
    const [party, other] = parties;
    const examination = new Examination(root, party, other);
    const watching = askersOf(stage, party, api).filter(({ role }) => examination.refusalOf(role) === null);
    expect([root.name, watching.length]).not.toEqual([root.name, 0]);
    const watches: ReturnType<Asker['watch']>[] = [];
    for (const asker of watching) {
      await asker.ready();
      watches.push(asker.watch(root.name, examination.variables()));
    }
    const heard = (count: number): Promise<true> =>
      until(`each has heard ${count}`, () =>
        Promise.resolve(watches.every((one) => one.heard.length >= count) || null),
      );
    await heard(1);
    const own = await rows.ofAccount(party.account);
    for (let n = 0; n < COMMITS; n++) await credit(api, other.account, 100_00);
    const traces = [...onlyIn(await rows.ofAccount(other.account), own), ...other.planted];
    await credit(api, party.account, 100_00);
    // A call that stays as it is has nothing to tell; the account has changed once.
    if (root.name === 'accountUpdated') await heard(2);
    for (const watch of watches) {
      expect(watch.heard).toHaveLength(root.name === 'accountUpdated' ? 2 : 1);
      expect(foundIn(watch.heard.join('\n'), traces)).toEqual([]);
      watch.stop();
    }
    for (const asker of watching) asker.leave();
  },
);
