import { readConfig } from '../../../src/config.ts';
import type { Ports } from '../../../src/application/ports/ports.ts';
import type { Settings } from '../../../src/application/settings.ts';
import { Money } from '../../../src/domain/money.ts';
import { Tariff } from '../../../src/domain/tariff.ts';
import { noCallLimits } from '../../support/limits.ts';
import { Chance } from '../chance.ts';
import { describe } from '../stand-ins.ts';
import { limitsOf } from '../world.ts';
import { AccountWorld } from './account-world.ts';
import { Batch } from './batch.ts';
import { newAccount, writeAccounts } from './new-accounts.ts';
import { Site } from './site.ts';

const base: Settings = {
  ...readConfig({}).settings,
  publicUrl: 'https://calls.example.cn',
  providerRate: { perSecond: 1_000_000, patienceMs: 400, groups: new Map() },
  // However slow the machine: no dialler that lives is taken for dead.
  placingSeconds: 120,
};

/** What a run found, in plain values. */
export interface BatchesReport {
  readonly sequences: number;
  readonly reached: readonly (readonly [string, number])[];
  readonly struck: readonly (readonly [string, number])[];
  readonly violations: readonly {
    readonly where: string;
    readonly claims: readonly string[];
    readonly lines: readonly string[];
  }[];
}

interface Run {
  readonly from: number;
  readonly seeds: number;
  readonly atOnce: number;
  readonly tamper?: (ports: Ports) => Ports;
}

/** Plays `seeds` sequences from `from` on, `atOnce` of them together, on an empty database. Stops at a batch that breaks something. */
export async function playBatches(
  url: string,
  { from, seeds, atOnce, tamper = (ports) => ports }: Run,
): Promise<BatchesReport> {
  const site = await Site.open(url, base, tamper);
  const reached = new Map<string, number>();
  const violations: { where: string; claims: readonly string[]; lines: readonly string[] }[] = [];
  let sequences = 0;
  try {
    while (sequences < seeds && violations.length === 0) {
      const first = from + sequences;
      const worlds = await playBatch(site, first, Math.min(atOnce, seeds - sequences));
      sequences += worlds.length;
      for (const {
        reached: { labels },
      } of worlds)
        for (const label of labels) reached.set(label, (reached.get(label) ?? 0) + 1);
      const batch = `the batch of seeds ${first} to ${first + worlds.length - 1}`;
      if (site.violations.length > 0) violations.push({ where: batch, claims: site.violations, lines: [] });
      for (const { seed, violations: claims, trace } of worlds) {
        if (claims.length > 0) violations.push({ where: `seed ${seed}, in ${batch}`, claims, lines: trace.lines });
      }
    }
  } finally {
    await site.close();
  }
  return {
    sequences,
    reached: [...reached],
    struck: [...site.counts, ['answer to COMMIT lost', site.cluster.losses]],
    violations,
  };
}

async function playBatch(site: Site, first: number, count: number): Promise<readonly AccountWorld[]> {
  const chance = new Chance(first);
  const settings = settingsOf(chance);
  const minute = settings.tariff.pricePerMinute;
  const worlds = Array.from({ length: count }, (_, index) => {
    const own = new Chance(first + index);
    return new AccountWorld(first + index, own, newAccount(index + 1, own, minute, site.clock.service()), site);
  });
  await site.cluster.clear();
  site.cluster.configure(settings);
  await writeAccounts(
    site.cluster.admin,
    worlds.map(({ opened }) => opened),
  );
  site.serve(worlds);
  await new Batch(site, worlds, settings).play().catch((error: unknown) => {
    site.violated(`The simulation itself failed: ${describe(error)}`);
  });
  return worlds;
}

function settingsOf(chance: Chance): Settings {
  const basis = chance.pick(['CONVERSATION', 'EACH_PARTY'] as const);
  const tariff = new Tariff('batch', Money.fen(chance.pick([12, 12, 20_000])), basis);
  return { ...base, tariff, callLimits: chance.happens(70) ? noCallLimits : limitsOf(chance, tariff) };
}
