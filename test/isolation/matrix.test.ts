import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from './asker.ts';
import { answerable, documentFor } from './documents.ts';
import { Examination } from './examination.ts';
import type { RootField } from './fields.ts';
import { rootFields } from './fields.ts';
import type { Party } from './party.ts';
import { printsOf } from './rows.ts';
import type { TwoParties } from './stage.ts';
import { askersOf, openStage } from './stage.ts';
import { foundIn, onlyIn } from './traces.ts';

let stage: TwoParties;
let askers: ReadonlyMap<Party, readonly Asker[]> = new Map();
const examined = { operations: new Set<string>(), ids: new Set<string>(), answers: 0 };

beforeAll(async () => {
  stage = await openStage();
  askers = new Map(stage.parties.map((party) => [party, askersOf(stage, party, stage.api)]));
});
afterAll(async () => {
  for (const each of askers.values()) each.forEach((asker) => asker.leave());
  await stage.close();
});

const operations = rootFields.map((root) => [`${root.kind} ${root.name}`, root] as const);

async function examine(root: RootField, party: Party, other: Party): Promise<void> {
  const { rows, api } = stage;
  const own = await rows.ofAccount(party.account);
  const theirs = await rows.ofAccount(other.account);
  const traces = [...onlyIn(theirs, own), ...other.planted];
  const logged = api.logged.length;
  const examination = new Examination(root, party, other);
  const [refused, permitted] = [true, false].map((isRefused) =>
    askers.get(party)!.filter(({ role }) => (examination.refusalOf(role) !== null) === isRefused),
  );
  for (const asker of askers.get(party)!) {
    await asker.ready();
    await examination.onTheOtherTransport(asker);
  }
  const before = printsOf(await rows.ofAccount(party.account));
  for (const asker of refused!) await examination.refused(asker);
  expect(printsOf(await rows.ofAccount(party.account)), `${root.name} was refused, and left nothing`).toEqual(before);
  for (const asker of permitted!) await examination.permitted(asker, asker === permitted![0]);

  expect(printsOf(await rows.ofAccount(other.account))).toEqual(printsOf(theirs));
  const secrets = await rows.secrets();
  const untoldToOperators = [...own, ...theirs].flatMap(({ row }) =>
    'callback_key' in row ? [String(row['callback_key'])] : [],
  );
  untoldToOperators.push(...party.planted, ...other.planted);
  const log = JSON.stringify(api.logged.slice(logged));
  for (const { by, text, said } of [...examination.heard, { by: 'the log' as const, text: log, said: null }]) {
    expect(foundIn(text, secrets), `secrets that ${root.name} told ${by}`).toEqual([]);
    const told = foundIn(text, by === 'OPERATOR' ? untoldToOperators : traces).filter((trace) => trace !== said);
    expect(told, `what ${root.name} told ${by} of another account`).toEqual([]);
  }
  examined.operations.add(root.name);
  for (const id of examination.triedIds) examined.ids.add(id);
  examined.answers += examination.heard.length;
}

describe('ROLE-1: no role of an account learns of another account, or changes anything of it, by', () => {
  it.each(operations)('%s', async (_name, root) => {
    const [a, b] = stage.parties;
    await examine(root, a, b);
    await examine(root, b, a);
  });
});

describe('Each id argument of a mutation', () => {
  const mutations = operations.filter(([, { kind, inputs }]) => kind === 'mutation' && inputs.some(({ isId }) => isId));

  it.each(mutations)('leads somewhere with an id of its own: %s', async (_name, root) => {
    const [party, other] = stage.parties;
    const examination = new Examination(root, party, other);
    const asker = askers.get(party)!.find(({ role }) => examination.refusalOf(role) === null)!;
    await examination.reaches(asker);
  });
});

describe('The matrix', () => {
  it('leaves no operation, no id argument and no field of an object out', () => {
    const ids = rootFields.flatMap(({ name, inputs }) =>
      inputs.filter(({ isId }) => isId).map(({ place }) => `${name} ${place}`),
    );
    expect([...examined.operations].sort()).toEqual(rootFields.map(({ name }) => name).sort());
    expect([...examined.ids].sort()).toEqual(ids.sort());
    const selected = new Set(rootFields.flatMap(({ name }) => [...documentFor(name).selects]));
    expect([...answerable()].filter((field) => !selected.has(field))).toEqual([]);
    console.info(
      `Isolation: ${examined.operations.size} of ${rootFields.length} operations, ${examined.ids.size} of ${ids.length} ` +
        `id arguments, ${selected.size} fields of objects, ${examined.answers} answers.`,
    );
  });
});
