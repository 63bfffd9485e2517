import type { App } from '../../src/domain/app.ts';
import type { NamedParties } from '../../src/domain/parties.ts';
import type { Chance } from './chance.ts';

/** The telephones of a call. */
export function pairOf(chance: Chance, app: App): readonly string[] {
  const [first, second, third, fourth] = numbersOf(app) as [string, string, string, string];
  return chance.pick([
    [first, second],
    [third, fourth],
  ]);
}

/** The telephones of a conference, in any order: few sets of them, so that they meet, and seldom fewer than may be. */
export function groupOf(chance: Chance, app: App): readonly string[] {
  const count = chance.weighed([
    [1, 2],
    [8, 3],
    [6, 4],
    [3, 5],
  ]);
  return chance.shuffled(numbersOf(app).slice(0, count));
}

/** The same for the same telephones of an app: a call's in their order, a conference's in any. */
export function sameTelephones({ id }: Pick<App, 'id'>, parties: NamedParties): string {
  if (parties.kind === 'CALL') return `${id} ${parties.caller} ${parties.callee}`;
  return `${id} conference ${[...parties.members].sort().join(' ')}`;
}

/** Three of the digits are the app's own. */
function numbersOf({ name }: App): readonly string[] {
  const own = name.replaceAll(/\D/g, '').padStart(3, '0');
  return [`1380000${own}0`, `1390000${own}0`, `1380000${own}1`, `1390000${own}1`, `1370000${own}0`];
}
