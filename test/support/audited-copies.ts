import { randomUUID } from 'node:crypto';
import { PostgresAuditor } from '../../src/adapters/postgres/audit/audit.ts';
import type { Violation } from '../../src/application/ports/auditor.ts';
import { administer } from './database.ts';

/** What the audit says about copies of a filled database, each of which somebody did something to. Nobody else may use it meanwhile. */
export class AuditedCopies {
  readonly #names: string[] = [];

  constructor(
    private readonly filled: string,
    private readonly horizonSeconds: number,
  ) {}

  async after(...tampering: readonly string[]): Promise<readonly Violation[]> {
    const name = `audited_${randomUUID().replaceAll('-', '')}`;
    const url = new URL(this.filled);
    await administer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${url.pathname.slice(1)}`));
    this.#names.push(name);
    url.pathname = `/${name}`;
    await administer(async (client) => {
      // As somebody would who is above triggers, foreign keys and row-level security.
      await client.query('SET session_replication_role = replica');
      for (const sql of tampering) await client.query(sql);
    }, url.href);
    return new PostgresAuditor({ url: url.href, horizonSeconds: this.horizonSeconds }).violations();
  }

  async drop(): Promise<void> {
    await administer(async (client) => {
      for (const name of this.#names) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  }
}
