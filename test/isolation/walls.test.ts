import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { permissionOf } from '../../src/adapters/graphql/operations/permissions.ts';
import { readerSource } from '../../src/adapters/postgres/data-source.ts';
import { patienceWithin } from '../../src/adapters/postgres/patience.ts';
import { PostgresReads } from '../../src/adapters/postgres/reads.ts';
import type { Api } from '../adapters/graphql/api.ts';
import { startApi } from '../adapters/graphql/api.ts';
import type { Asker } from './asker.ts';
import { Examination } from './examination.ts';
import type { RootField } from './fields.ts';
import { rootFields } from './fields.ts';
import type { Party } from './party.ts';
import type { TwoParties } from './stage.ts';
import { askersOf, openStage } from './stage.ts';
import { foundIn, onlyIn } from './traces.ts';
import { withoutAccounts } from './without-accounts.ts';

let stage: TwoParties;
/** The service as it is, but as the tables' owner, before whom row-level security is nothing. */
let behindTheFirst: Served;
/** The service that asks for rows of any account: PostgreSQL alone knows whose they are. */
let behindTheSecond: Served;
/** Both at once. */
let behindNone: Served;

interface Served {
  readonly api: Api;
  readonly source: DataSource;
  /** How many conditions on the account were left out so far. */
  readonly dropped: () => number;
  readonly askers: ReadonlyMap<Party, readonly Asker[]>;
  close(): Promise<void>;
}

beforeAll(async () => {
  stage = await openStage();
  const { rows } = await stage.client.query<{ member: string; owner: string }>(
    `SELECT role_prefix || '_member' AS member, current_user AS owner FROM setting`,
  );
  const { member, owner } = rows[0]!;
  behindTheFirst = await serve(owner, []);
  const accounts = stage.parties.map(({ account }) => account);
  behindTheSecond = await serve(member, accounts);
  behindNone = await serve(owner, accounts);
});
afterAll(async () => {
  await behindTheFirst.close();
  await behindTheSecond.close();
  await behindNone.close();
  await stage.close();
});

/** In a database role, with the conditions on these accounts left out. */
async function serve(role: string, accounts: readonly string[]): Promise<Served> {
  const { database } = stage.api;
  const pool = { role, size: 4, patience: patienceWithin(5), warn: () => undefined };
  const source = await readerSource(database.url, 'member', pool).initialize();
  const dropped = withoutAccounts(source, accounts);
  const api = await startApi({ database, reads: new PostgresReads(source) });
  const askers = new Map(stage.parties.map((party) => [party, askersOf(stage, party, api)]));
  const close = async (): Promise<void> => {
    for (const each of askers.values()) each.forEach((asker) => asker.leave());
    await api.stop();
    await source.destroy();
  };
  return { api, source, dropped, askers, close };
}

/**
 * Of what members may ask for, what is no reading of an account: a quote is decided, under the account's lock, and an
 * export is a link, which names its account and is read when it is fetched.
 */
const noReadings = ['quoteCall', 'quoteConference', 'ledgerExport', 'billExport', 'callExport'];
const reads = rootFields.filter(({ kind, name }) => {
  const permission = permissionOf(name);
  const isForMembers = permission.kind === 'ROW' && !permission.roles.includes('OPERATOR');
  return kind !== 'mutation' && isForMembers && !noReadings.includes(name);
});

interface Findings {
  /** What was answered otherwise than it must be. */
  readonly wrong: readonly string[];
  /** Texts of the other account that were told. */
  readonly told: readonly string[];
}

/** What a member and a program of each account learn of the other one. */
async function findings(root: RootField, { askers }: Served): Promise<Findings> {
  const [a, b] = stage.parties;
  const wrong: string[] = [];
  const told: string[] = [];
  for (const [party, other] of [[a, b] as const, [b, a] as const]) {
    const own = await stage.rows.ofAccount(party.account);
    const traces = [...onlyIn(await stage.rows.ofAccount(other.account), own), ...other.planted];
    const examination = new Examination(root, party, other);
    const permitted = askers.get(party)!.filter(({ role }) => examination.refusalOf(role) === null);
    // Whose rows are asked for goes by the account, whatever the role: a member and a program are enough.
    for (const asker of new Set([permitted[0]!, permitted.at(-1)!]))
      await examination.permitted(asker, true).catch((error: unknown) => wrong.push(`${asker.name}: ${String(error)}`));
    told.push(...examination.heard.flatMap(({ text }) => foundIn(text, traces)));
  }
  return { wrong, told };
}

describe.each(reads.map((root) => [root.name, root] as const))('The accounts are kept apart in %s', (name, root) => {
  it('by the conditions in the SQL alone, without row-level security', async () => {
    expect(await findings(root, behindTheFirst)).toEqual({ wrong: [], told: [] });
  });

  it('by row-level security alone, with every condition on the account left out of the SQL', async () => {
    const before = behindTheSecond.dropped();
    expect(await findings(root, behindTheSecond)).toEqual({ wrong: [], told: [] });
    expect(behindTheSecond.dropped(), `conditions left out of ${name}, which reads as all do`).toBeGreaterThan(before);
  });

  it('by nothing else: without both, the one is told of the other', async () => {
    expect((await findings(root, behindNone)).told.length).toBeGreaterThan(0);
  });
});
