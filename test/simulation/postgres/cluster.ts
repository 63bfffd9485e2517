import { Pool } from 'pg';
import { openPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { guardedTables } from '../../../src/adapters/postgres/rows/tables.ts';
import type { Settings } from '../../../src/application/settings.ts';
import { Proxy } from '../../support/proxy.ts';
import type { Chance } from '../chance.ts';
import { operator } from '../commands.ts';
import type { Outside } from './outside.ts';
import type { RoundClock } from './round-clock.ts';
import { secretsFingerprint, ServiceReplica } from './service-replica.ts';
import { letDecisionsConflict } from './weather.ts';

const REPLICAS = 3;

/** Three replicas over one database, the superuser's own way to it, and what befalls them. */
export class Cluster {
  readonly #replicas: ServiceReplica[] = [];
  readonly #funerals = new Set<Promise<void>>();
  #lives = 0;

  private constructor(
    private readonly url: string,
    private readonly outside: Outside & { readonly clock: RoundClock },
    readonly admin: Pool,
    /** Before the first replica, in whatever life. */
    private readonly proxy: Proxy,
    private settings: Settings,
  ) {}

  /** On an empty database of its own. */
  static async open(
    url: string,
    outside: Outside & { readonly clock: RoundClock },
    settings: Settings,
  ): Promise<Cluster> {
    const first = { url, clockRate: 0, wall: () => new Date(), secretsFingerprint, log: () => undefined };
    await (await openPostgres(first)).close();
    const admin = new Pool({ connectionString: url, max: 6, application_name: 'simulation' });
    admin.on('error', () => undefined);
    await letDecisionsConflict(admin);
    const insert = `INSERT INTO operator (id, email, password_hash, created_at) VALUES ($1, 'desk@example.cn', '', now())`;
    await admin.query(insert, [operator.id]);
    const cluster = new Cluster(url, outside, admin, await Proxy.before(url), settings);
    await cluster.restart();
    return cluster;
  }

  get living(): readonly ServiceReplica[] {
    return this.#replicas.filter(({ alive }) => alive);
  }

  /** How many answers to COMMIT were lost. */
  get losses(): number {
    return this.proxy.cuts;
  }

  configure(settings: Settings): void {
    this.settings = settings;
    for (const replica of this.living) replica.configure(settings);
  }

  /** Whoever has died is started again, under a new id. */
  async restart(): Promise<void> {
    this.proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER', 0);
    for (let place = 0; place < REPLICAS; place++) {
      if (this.#replicas[place]?.alive === true) continue;
      const name = `replica ${'ABC'.charAt(place)}${++this.#lives}`;
      const url = place === 0 ? this.proxy.url : this.url;
      this.#replicas[place] = await ServiceReplica.open(name, url, this.outside, this.settings);
    }
  }

  /** Moves service time for everybody, and lets as much time pass by the database's clock for what goes by that. */
  async pass(milliseconds: number, atLeast = 0): Promise<void> {
    const at = this.outside.clock.move(milliseconds, atLeast);
    await this.admin.query('UPDATE service_clock SET anchor_service = $1, anchor_wall = clock_timestamp()', [at]);
    await Promise.all([
      ...this.living.map((replica) => replica.follow()),
      this.admin.query(
        `UPDATE call SET placed_wall_at = placed_wall_at - $1 * interval '1 ms',
           claimed_until = claimed_until - $1 * interval '1 ms'
         WHERE money_state = 'RESERVED' AND (status = 'PLACING' OR claimed_until IS NOT NULL)`,
        [milliseconds],
      ),
      this.admin.query(
        `UPDATE top_up SET claimed_until = claimed_until - $1 * interval '1 ms' WHERE status = 'PENDING'`,
        [milliseconds],
      ),
    ]);
  }

  /** One replica dies in the midst of whatever it does, with its connections or before they are missed. */
  async kill(chance: Chance): Promise<ServiceReplica> {
    const victim = chance.pick(this.living);
    const isAbrupt = chance.happens(50);
    const funeral = victim.die().catch(() => undefined);
    this.#funerals.add(funeral);
    if (isAbrupt) await this.#terminate('application_name = $1', [victim.name]);
    return victim;
  }

  /** The server ends a few of the replicas' connections, whatever they do just now. */
  async terminateSome(count: number): Promise<void> {
    await this.#terminate(`application_name LIKE 'replica %' ORDER BY state = 'idle', random() LIMIT $1`, [count]);
  }

  /** The next commit through the proxy takes place, and nobody hears of it. */
  loseAnswer(): void {
    this.proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
  }

  /** Forgets all accounts: the next batch begins with small tables. */
  async clear(): Promise<void> {
    const kept = ['operator', 'replica'];
    const names = guardedTables.map(({ options }) => options.name).filter((name) => !kept.includes(name));
    const client = await this.admin.connect();
    try {
      // What is posted is never truncated, but for a superuser who says that it is a replica's doing.
      await client.query(`BEGIN; SET LOCAL session_replication_role = replica;
        TRUNCATE ${names.map((name) => `"${name}"`).join(', ')}; COMMIT`);
    } finally {
      client.release();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#funerals, ...this.living.map((replica) => replica.close())]);
    await this.proxy.close();
    await this.admin.end();
  }

  async #terminate(which: string, values: readonly unknown[]): Promise<void> {
    const pids = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND ${which}`;
    await this.admin.query(`SELECT pg_terminate_backend(pid) FROM (${pids}) AS victims`, [...values]);
  }
}
