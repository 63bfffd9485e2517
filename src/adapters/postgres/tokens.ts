import type { Pool } from 'pg';
import type { TokenRegister } from '../../application/ports/token-register.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import type { Footing } from '../../domain/footing.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Principal } from '../../domain/principal.ts';
import type { FootingRow } from './footings.ts';
import { askFootings, inOrder } from './footings.ts';
import type { ApiKeyRow } from './rows/api-key-rows.ts';
import { fromApiKeyRow } from './rows/api-key-rows.ts';
import type { InvitationRow } from './rows/invitation-rows.ts';
import { fromInvitationRow } from './rows/invitation-rows.ts';
import type { Statement } from './statements.ts';
import { prepared } from './statements.ts';
import { together } from './together.ts';
import { flight, persistently, withClient } from './transaction.ts';

const NOTED_EVERY_MS = 60_000;

/** In the writer role: who shows a token has no account yet whose rows it may see. */
export class PostgresTokens implements TokenRegister {
  readonly #footings = together((crowds: readonly (readonly Principal[])[]) => this.#footingsOf(crowds));

  constructor(private readonly pool: Pool) {}

  async invitation(digest: string): Promise<Invitation | null> {
    const [row] = await this.#ask<InvitationRow>(
      prepared('SELECT * FROM invitation WHERE token_digest = $1', [digest]),
    );
    return row === undefined ? null : fromInvitationRow(row);
  }

  async apiKey(digest: string): Promise<ApiKey | null> {
    const [row] = await this.#ask<ApiKeyRow>(prepared('SELECT * FROM api_key WHERE key_digest = $1', [digest]));
    return row === undefined ? null : fromApiKeyRow(row);
  }

  /** A statement of its own, which commits by itself; without one where the minute is not over. */
  async used({ account, id, lastUsedAt }: ApiKey, now: Date): Promise<void> {
    const before = new Date(now.getTime() - NOTED_EVERY_MS);
    if (lastUsedAt !== null && lastUsedAt > before) return;
    const text = `UPDATE api_key SET last_used_at = $3
      WHERE account_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at <= $4)`;
    await this.#ask(prepared(text, [account, id, now, before]));
  }

  /** With every subscription: who come together are looked up together. */
  footings(principals: readonly Principal[]): Promise<readonly (Footing | null)[]> {
    return this.#footings(principals);
  }

  async #footingsOf(crowds: readonly (readonly Principal[])[]): Promise<readonly (readonly (Footing | null)[])[]> {
    const rows = await this.#ask<FootingRow>(askFootings(crowds.flat()));
    return inOrder(crowds, rows);
  }

  #ask<Row extends object>(question: Statement): Promise<Row[]> {
    return persistently(() =>
      withClient(this.pool, async (client) =>
        (await flight(client, [question])).flatMap(({ rows }) => rows as unknown as Row[]),
      ),
    );
  }
}
