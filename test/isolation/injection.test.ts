import { getNamedType, getNullableType, isEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionOf } from '../../src/adapters/graphql/operations/permissions.ts';
import { figure } from '../support/figures.ts';
import { Chance } from '../torture/chance.ts';
import { withoutChance } from './answers.ts';
import type { Asker } from './asker.ts';
import type { Input, RootField } from './fields.ts';
import { rootFields } from './fields.ts';
import { kindOf } from './ids.ts';
import { printsOf } from './rows.ts';
import type { TwoParties } from './stage.ts';
import { askersOf, openStage } from './stage.ts';
import { valueOf } from './values.ts';
import { variablesFor } from './variables.ts';

/** How many texts are tried in each place that takes one. */
const TEXTS = figure(15, 1500);

/** What ends a text, widens a condition, adds a statement, or waits, in one dialect of SQL or another. */
const pieces = [
  ...[
    "'",
    '"',
    "''",
    "\\'",
    '\\',
    '`',
    '$$',
    '$1',
    ')',
    '))',
    '%',
    '_',
    '*',
    ';',
    '--',
    '/*',
    '*/',
    '#',
    '{}',
    '::text',
  ],
  ...[
    ' OR 1=1',
    ' OR TRUE',
    " OR ''='",
    ' AND 1=0',
    ' UNION SELECT NULL',
    ' UNION ALL SELECT * FROM account',
    ' IS NULL',
  ],
  ...['DROP TABLE call', 'UPDATE account SET balance = 0', 'SELECT pg_sleep(1)', 'COPY account TO STDOUT', 'ROLLBACK'],
  ...["E'\\x27'", "U&'\\0027'", 'CHR(39)', '\u02bc', '\uff07', '\u2019', ' RETURNING *', " ESCAPE ''", 'null', '1'],
];
/** Where nothing is to be found, as each text that is tried. */
const harmless = 'nothing-of-that-kind';

let stage: TwoParties;
let askers: readonly Asker[];
beforeAll(async () => {
  stage = await openStage();
  askers = askersOf(stage, stage.parties[0], stage.api);
  for (const asker of askers) await asker.ready();
});
afterAll(async () => {
  askers.forEach((asker) => asker.leave());
  await stage.close();
});

/** Long enough to be told from the rest of an answer that repeats it. */
function textIn(chance: Chance): string {
  let text = '';
  do text += pieces[chance.between(0, pieces.length - 1)]!;
  while (text.length < 8 || chance.happens(0.6));
  return text;
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Whatever a client writes as a text, also where it is to be an id, a time or a month. */
function takesText({ type }: Input): boolean {
  const named = getNamedType(type);
  return !isEnumType(named) && !['Boolean', 'Int', 'Float'].includes(named.name) && getNullableType(type) === named;
}

const places = rootFields
  .filter(({ kind }) => kind === 'query')
  .flatMap((root) =>
    root.inputs.filter(takesText).map((input): [string, RootField, Input] => [input.place, root, input]),
  );

describe('HTTP-11: a text is a text, and never a part of a statement:', () => {
  it.each(places)('%s', async (place, root, input) => {
    const permission = permissionOf(root.name);
    const isForOperators = permission.kind === 'ROW' && permission.roles.includes('OPERATOR');
    const asker = askers.find(({ role }) => role === (isForOperators ? 'OPERATOR' : 'OWNER'))!;
    const [party, other] = stage.parties;
    const ask = async (text: string): Promise<string> => {
      const variables = variablesFor(root, (one, needed) => {
        if (one === input) return text;
        if (one.isId) return needed ? party.ids[kindOf(one)][0] : undefined;
        return valueOf(one, party, needed);
      });
      const answer = await asker.overHttp(root.name, variables);
      // Some refusals repeat what was said, and some of them as a literal.
      const [once, twice] = [escaped(text), escaped(escaped(text))];
      return withoutChance(answer).replaceAll(twice, harmless).replaceAll(once, harmless);
    };
    const kept = async (): Promise<unknown> =>
      Promise.all([party, other].map(async ({ account }) => printsOf(await stage.rows.ofAccount(account))));
    const before = await kept();
    const expected = await ask(harmless);
    const chance = new Chance('injection', place);
    for (let tried = 0; tried < TEXTS; tried++) {
      const text = textIn(chance);
      expect(await ask(text), text).toBe(expected);
    }
    expect(await kept()).toEqual(before);
  });
});
