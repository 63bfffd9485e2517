import { setTimeout as pause } from 'node:timers/promises';
import { PostgresAuditor } from '../../../src/adapters/postgres/audit/audit.ts';
import type { CallRow } from '../../../src/adapters/postgres/rows/call-rows.ts';
import { fromCallRow } from '../../../src/adapters/postgres/rows/call-rows.ts';
import type { Settings } from '../../../src/application/settings.ts';
import { Chance } from '../chance.ts';
import type { AccountWorld } from './account-world.ts';
import type { Site } from './site.ts';
import { readRecords } from './records.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Far more than any batch needs to come to rest. */
const MOST_ROUNDS = 60;

type Command = 'start' | 'twins' | 'repeat' | 'reuseKey' | 'topUp' | 'toggleService' | 'decide';

const commands: readonly (readonly [number, Command])[] = [
  [34, 'start'],
  [8, 'twins'],
  [12, 'repeat'],
  [4, 'reuseKey'],
  [5, 'topUp'],
  [4, 'toggleService'],
  [8, 'decide'],
];

/** Some sequences at once on one cluster, in rounds: within a round everything happens at the same time. */
export class Batch {
  readonly #chance: Chance;
  readonly #left: Map<AccountWorld, number>;

  constructor(
    private readonly site: Site,
    private readonly worlds: readonly AccountWorld[],
    private readonly settings: Settings,
  ) {
    this.#chance = new Chance(worlds[0]!.seed);
    this.#left = new Map(worlds.map((world) => [world, world.chance.between(4, 12)]));
  }

  async play(): Promise<void> {
    await this.#trouble();
    await this.#rest();
    await this.#reckon();
  }

  async #trouble(): Promise<void> {
    while ([...this.#left.values()].some((left) => left > 0)) {
      await this.#pass(this.#jump());
      await this.#look();
      await this.#round(() => {
        for (const world of this.worlds) this.#command(world);
        for (const world of this.worlds) world.deliver(70);
      });
    }
  }

  /** No more faults: everything that was begun comes to its end. */
  async #rest(): Promise<void> {
    for (const world of this.worlds) world.calmDown();
    await this.#quietly(() => {
      for (const world of this.worlds) world.commands.repeatUnanswered();
    });
    for (let rounds = 0; await this.#isUnderWay(); rounds++) {
      if (rounds === MOST_ROUNDS) {
        this.site.violated('I11 everything comes to rest');
        return;
      }
      await this.#pass(rounds < 2 ? HOUR : 20 * HOUR);
      await this.#quietly(() => {
        for (const world of this.worlds) world.deliver(100);
      });
    }
    await this.#look();
    await this.#quietly(() => {
      for (const world of this.worlds) world.commands.decideAll();
    });
  }

  async #reckon(): Promise<void> {
    const { cluster, url } = this.site;
    const records = await readRecords(cluster.admin);
    for (const world of this.worlds) world.reckon(records.get(world.opened.account.id)!);
    const { horizonSeconds } = this.settings.callTimes;
    for (const { invariant, claim, account, subject, found } of await new PostgresAuditor({
      url,
      horizonSeconds,
    }).violations()) {
      this.site.violated(`audit ${invariant} ${claim} ${account ?? ''} ${subject}: ${found}`);
    }
  }

  #command(world: AccountWorld): void {
    const left = this.#left.get(world)!;
    const now = Math.min(left, world.chance.between(1, 3));
    this.#left.set(world, left - now);
    for (let count = 0; count < now; count++) world.commands[world.chance.weighed(commands)]();
  }

  /** Everything at once, and the sweeps of all replicas meanwhile, and what befalls them. */
  async #round(act: () => void): Promise<void> {
    const { site } = this;
    act();
    const sweeps = site.cluster.living.map((replica) => replica.sweep());
    await Promise.all([...sweeps, this.#strike()]);
    await site.quiet();
    await site.cluster.restart();
  }

  async #quietly(act: () => void): Promise<void> {
    const { site } = this;
    act();
    await Promise.all(site.cluster.living.map((replica) => replica.sweep()));
    await site.quiet();
  }

  async #strike(): Promise<void> {
    const { site } = this;
    const { cluster } = site;
    const chance = this.#chance;
    if (chance.happens(80)) cluster.loseAnswer();
    if (chance.happens(50)) {
      await pause(chance.below(60));
      const count = chance.between(1, 4);
      await cluster.terminateSome(count);
      site.count('connection ended by the server', count);
    }
    if (chance.happens(20)) {
      await pause(chance.below(80));
      site.count('replica died');
      site.crashed(await cluster.kill(chance));
    }
  }

  #jump(): number {
    return this.#chance.weighed([
      [3, this.#chance.between(1, 20) * SECOND],
      [2, this.#chance.between(20, 200) * SECOND],
      [2, this.#chance.between(200, 3000) * SECOND],
      [1, this.#chance.between(1, 80) * HOUR],
    ]);
  }

  async #pass(milliseconds: number): Promise<void> {
    await this.site.cluster.pass(milliseconds, Math.max(...this.worlds.map(({ wished }) => wished)));
  }

  /** For the operator, who decides about calls that nobody tells the end of. */
  async #look(): Promise<void> {
    const { rows } = await this.site.cluster.admin.query<CallRow>(
      `SELECT * FROM call WHERE money_state = 'RESERVED' AND status <> 'PLACING'`,
    );
    const calls = rows.map(fromCallRow);
    for (const world of this.worlds) {
      world.open = calls.filter(({ order }) => order.account === world.opened.account.id);
    }
  }

  async #isUnderWay(): Promise<boolean> {
    if (this.worlds.some(({ post }) => post.length > 0)) return true;
    const { rows } = await this.site.cluster.admin.query<{ open: boolean }>(`
      SELECT EXISTS (SELECT FROM top_up WHERE status = 'PENDING') OR EXISTS (
        SELECT FROM call c WHERE money_state = 'RESERVED' AND NOT EXISTS (
          SELECT FROM alarm a WHERE a.account_id = c.account_id AND a.kind = 'CALL_OVERDUE' AND a.subject = c.id::text)
      ) AS open`);
    return rows[0]!.open;
  }
}
