import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { AccountRepository, Decision, Facts, Keys, Lookups } from '../../application/ports/account-repository.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { Account } from '../../domain/account.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Member } from '../../domain/member.ts';
import { lookups } from './lookups.ts';
import type { AccountRow } from './rows/account-rows.ts';
import { accountTable, fromAccountRow, toAccountRow } from './rows/account-rows.ts';
import { memberTable, toMemberRow } from './rows/member-rows.ts';
import type { Statement } from './statements.ts';
import { idOrNull, insert, prepared } from './statements.ts';
import { commit, CommitUnknown, ConnectionLost, flight, persistently, takenBy, withClient } from './transaction.ts';
import { writesOf } from './writes.ts';

/**
 * Decides under the account's row lock, in two round trips: BEGIN, the lock and the lookups, then the writes and COMMIT.
 * The lookups are statements behind the one that locks, so each sees what was committed before the lock was got.
 */
export class PostgresAccounts implements AccountRepository {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Pick<Clock, 'service' | 'wall'>,
    /** Called after each commit that wrote something for the account. */
    private readonly committed: (account: AccountId) => void,
  ) {}

  async decide<N extends keyof Lookups = never, T = void>(
    account: AccountId,
    keys: Keys<N>,
    rule: (facts: Facts<N>) => Decision<T>,
  ): Promise<T> {
    const decision = await persistently(() => this.#attempt(account, keys, rule));
    if (decision.refusal !== undefined) throw decision.refusal;
    return decision.answer;
  }

  async open(account: Account, owner: Member): Promise<void> {
    const writes = [insert(accountTable, [toAccountRow(account, 0n)]), insert(memberTable, [toMemberRow(owner)])];
    let mayBeOpen = false;
    await persistently(async () => {
      try {
        await withClient(this.pool, async (client) => {
          await flight(client, ['BEGIN']);
          await commit(client, writes);
        });
      } catch (error) {
        if (error instanceof CommitUnknown) {
          // Its id is new, and its key waits for the lost transaction: the second insert tells what became of the first.
          mayBeOpen = true;
          throw new ConnectionLost(error.message, { cause: error });
        }
        if (mayBeOpen && takenBy(error) === 'account_pkey') return;
        throw takenBy(error) === 'member_email' ? new DomainError({ code: 'EMAIL_TAKEN' }) : error;
      }
    });
  }

  /** One run of the rule. Where the answer to COMMIT was lost, only the decision's trace tells whether it took place. */
  async #attempt<N extends keyof Lookups, T>(
    account: AccountId,
    keys: Keys<N>,
    rule: (facts: Facts<N>) => Decision<T>,
  ): Promise<Decision<T>> {
    const decisionId = randomUUID();
    let made: Decision<T> | undefined;
    try {
      await withClient(this.pool, async (client) => {
        const { before, facts } = await read(client, account, keys, this.clock);
        const decision = rule(facts);
        const writes = writesOf(decision, { before, now: facts.now, wall: this.clock.wall(), decisionId });
        made = decision;
        if (writes.length === 0) await flight(client, ['ROLLBACK']);
        else await commit(client, writes);
        if (writes.length > 0) this.committed(account);
      });
    } catch (error) {
      if (takenBy(error) === 'app_key') throw new DomainError({ code: 'APP_KEY_TAKEN' });
      if (!(error instanceof CommitUnknown)) throw error;
      if (!(await this.#tookPlace(account, decisionId))) throw new ConnectionLost(error.message, { cause: error });
      this.committed(account);
    }
    return made as Decision<T>;
  }

  /** Asked on another connection, under the account's lock: it waits until the lost transaction has ended either way. */
  async #tookPlace(account: AccountId, decisionId: string): Promise<boolean> {
    const trace = `SELECT FROM event WHERE account_id = $1 AND decision_id = $2
      UNION ALL SELECT FROM decision WHERE account_id = $1 AND id = $2`;
    return await persistently(() =>
      withClient(this.pool, async (client) => {
        const questions = ['BEGIN', lock(account), prepared(trace, [account, decisionId]), 'ROLLBACK'];
        const [, , found] = await flight(client, questions);
        return found !== undefined && found.rows.length > 0;
      }),
    );
  }
}

function lock(account: AccountId): Statement {
  return prepared('SELECT * FROM account WHERE id = $1 FOR UPDATE', [idOrNull(account)]);
}

/** @throws DomainError NOT_FOUND */
async function read<N extends keyof Lookups>(
  client: PoolClient,
  account: AccountId,
  keys: Keys<N>,
  clock: Pick<Clock, 'service'>,
): Promise<{ before: AccountRow; facts: Facts<N> }> {
  const names = Object.keys(keys) as N[];
  const ask = <Name extends N>(name: Name): Statement => lookups[name].ask(account, keys[name]);
  const [, locked, ...found] = await flight(client, ['BEGIN', lock(account), ...names.map(ask)]);
  const before = locked?.rows[0] as AccountRow | undefined;
  if (before === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'ACCOUNT' });
  const facts = names.map((name, index) => [name, lookups[name].read(found[index]?.rows ?? [])] as const);
  const known = { ...Object.fromEntries(facts), account: fromAccountRow(before), now: clock.service() };
  return { before, facts: known as Facts<N> };
}
