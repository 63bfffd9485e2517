import { join } from 'node:path';
import type { QueryResultRow } from 'pg';
import pg from 'pg';
import type { EmbeddedPostgres } from '../../src/adapters/postgres/embedded/embedded-postgres.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/embedded-postgres.ts';
import { postgresOf } from '../support/process.ts';
import type { Anchor, ServiceTime } from './service-time.ts';

/** Commits are durable, as in production: that is what the kills are about. */
const settings = { max_connections: '300', fsync: 'on', synchronous_commit: 'on' };

/** A PostgreSQL of its own that can be killed, and the driver's own way to it, past the proxy. */
export class Database {
  readonly #servers: EmbeddedPostgres[] = [];
  #pool: pg.Pool | null = null;
  kills = 0;

  constructor(private readonly folder: string) {}

  get url(): string {
    return this.#servers.at(-1)?.url ?? '';
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Starts it, or starts it again after a kill; its port is another then. */
  async start(): Promise<void> {
    this.#servers.push(
      await startEmbeddedPostgres({ folder: join(this.folder, 'postgres'), settings, log: () => undefined }),
    );
    await this.#pool?.end();
    this.#pool = new pg.Pool({ connectionString: this.url, max: 4, application_name: 'torture' });
    this.#pool.on('error', () => undefined);
  }

  /** The postmaster dies; its children notice, and end. */
  async kill(): Promise<void> {
    const pid = await postgresOf(this.folder);
    if (pid === null) throw new Error('PostgreSQL does not run.');
    process.kill(pid, 'SIGKILL');
    this.kills += 1;
  }

  /** As the superuser, whom row-level security does not bind. */
  async ask<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.#pool === null) throw new Error('PostgreSQL was not started.');
    return (await this.#pool.query<Row>(sql, [...values])).rows;
  }

  /** Takes over what the first replica wrote. */
  async readClock(time: ServiceTime): Promise<void> {
    interface Row {
      anchor_wall: Date;
      anchor_service: Date;
      rate: number;
    }
    const [row] = await this.ask<Row>('SELECT * FROM service_clock');
    if (row !== undefined) time.set({ wall: row.anchor_wall, service: row.anchor_service, rate: row.rate });
  }

  async writeClock({ wall, service }: Anchor): Promise<void> {
    await this.ask('UPDATE service_clock SET anchor_wall = $1, anchor_service = $2', [wall, service]);
  }

  async stop(): Promise<void> {
    await this.#pool?.end();
    for (const server of this.#servers) await server.stop();
  }
}
