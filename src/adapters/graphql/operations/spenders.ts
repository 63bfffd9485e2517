import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../../../domain/principal.ts';

const REMEMBERED_MS = 1000;
const MOST = 1000;

/**
 * Whose the tokens are that were refused for what they cost, for a second. Who goes on asking is refused by this, without
 * a question to the database; nothing is executed by it. Whoever has points again is authenticated anew, and so is
 * everybody once a second: a token that ended meanwhile is told so then.
 */
export class Spenders {
  readonly #principals = new LRUCache<string, Principal>({ max: MOST, ttl: REMEMBERED_MS });

  remember(token: string, principal: Principal): void {
    this.#principals.set(digest(token), principal);
  }

  who(token: string): Principal | null {
    if (this.#principals.size === 0) return null;
    return this.#principals.get(digest(token)) ?? null;
  }
}

/** Tokens are nowhere kept as they are. */
function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
