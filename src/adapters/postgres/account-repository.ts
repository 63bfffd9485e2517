import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { AccountRepository, Decision, Facts, Keys, Lookups } from '../../application/ports/account-repository.ts';
import type { Clock } from '../../application/ports/clock.ts';
import { ServiceBusy } from '../../application/ports/service-busy.ts';
import type { Account } from '../../domain/account.ts';
import type { AlarmKey } from '../../domain/alarm.ts';
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
import type { Scene } from './writes/scene.ts';
import { writesOf } from './writes/writes.ts';

/**
 * Decides under the account's row lock, in two round trips: BEGIN, the lock and the lookups, then the writes and COMMIT.
 * The lookups are statements behind the one that locks, so each sees what was committed before the lock was got.
 */
export class PostgresAccounts implements AccountRepository {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Pick<Clock, 'service'>,
    private readonly replica: string,
    /** Called after each commit that wrote something for the account, with the number of its newest event. */
    private readonly committed: (account: AccountId, head: bigint) => void,
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
    let unanswered: CommitUnknown | null = null;
    const attempt = async (): Promise<void> => {
      try {
        await withClient(this.pool, async (client) => {
          await flight(client, ['BEGIN']);
          await commit(client, writes);
        });
      } catch (error) {
        if (error instanceof CommitUnknown) {
          // Its id is new, and its key waits for the lost transaction: the second insert tells what became of the first.
          unanswered = error;
          throw new ConnectionLost(error.message, { cause: error });
        }
        if (unanswered !== null && takenBy(error) === 'account_pkey') return;
        throw takenBy(error) === 'member_email' ? new DomainError({ code: 'EMAIL_TAKEN' }) : error;
      }
    };
    await persistently(attempt).catch((error: unknown) => {
      if (error instanceof ServiceBusy && unanswered !== null) throw unanswered;
      throw error;
    });
  }

  /** One run of the rule. Where the answer to COMMIT was lost, only the decision's trace tells whether it took place. */
  async #attempt<N extends keyof Lookups, T>(
    account: AccountId,
    keys: Keys<N>,
    rule: (facts: Facts<N>) => Decision<T>,
  ): Promise<Decision<T>> {
    try {
      return await withClient(this.pool, (client) => this.#run(client, account, keys, rule));
    } catch (error) {
      const taken = takenBy(error);
      if (taken === 'app_key') throw new DomainError({ code: 'APP_KEY_TAKEN' });
      if (taken === 'transfer_reference' || taken === 'top_up_payment')
        throw new DomainError({ code: 'REFERENCE_TAKEN' });
      if (taken === 'member_email') throw new DomainError({ code: 'EMAIL_TAKEN' });
      if (!(error instanceof Unanswered)) throw error;
      const { decision, scene, head } = error as Unanswered<T>;
      if (!(await this.#tookPlace(scene, error))) throw new ConnectionLost(error.message, { cause: error });
      this.committed(account, head);
      // Which of them were open before was in the answer that was lost.
      decision.opened?.(decision.saves?.alarms ?? []);
      return decision;
    }
  }

  async #run<N extends keyof Lookups, T>(
    client: PoolClient,
    account: AccountId,
    keys: Keys<N>,
    rule: (facts: Facts<N>) => Decision<T>,
  ): Promise<Decision<T>> {
    const { before, facts } = await read(client, account, keys, this.clock);
    const decision = rule(facts);
    const scene = { before, now: facts.now, replica: this.replica, decisionId: randomUUID() };
    const { statements, head } = writesOf(decision, scene);
    if (statements.length === 0) {
      await flight(client, ['ROLLBACK']);
      return decision;
    }
    const answers = await commit(client, statements).catch((error: unknown) => {
      throw error instanceof CommitUnknown ? new Unanswered(decision, scene, head, error) : error;
    });
    this.committed(account, head);
    decision.opened?.(answers.flatMap(({ rows }) => rows as AlarmKey[]));
    return decision;
  }

  /**
   * Asked on another connection, under the account's lock: it waits until the lost transaction has ended either way.
   *
   * @throws Unanswered itself, when nobody answers: then nothing is known, and nothing may run again.
   */
  async #tookPlace({ before, decisionId }: Scene, unanswered: Unanswered<unknown>): Promise<boolean> {
    const trace = `SELECT FROM event WHERE account_id = $1 AND decision_id = $2 AND seq > $3
      UNION ALL SELECT FROM decision WHERE account_id = $1 AND id = $2`;
    const { id, sequence } = before;
    const questions = ['BEGIN', PATIENTLY, lock(id), prepared(trace, [id, decisionId, sequence]), 'ROLLBACK'];
    try {
      const [, , , found] = await persistently(() => withClient(this.pool, (client) => flight(client, questions)));
      return found !== undefined && found.rows.length > 0;
    } catch {
      throw unanswered;
    }
  }
}

/** A transaction whose connection was lost without its server's knowledge ends when it has been idle for too long. */
const PATIENTLY = 'SET LOCAL lock_timeout = 0';

/** A decision that was sent to be committed, and never answered. */
class Unanswered<T> extends CommitUnknown {
  constructor(
    readonly decision: Decision<T>,
    readonly scene: Scene,
    readonly head: bigint,
    cause: CommitUnknown,
  ) {
    super(cause.message, { cause });
  }
}

function lock(account: string): Statement {
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
  const ask = (name: N): Statement => lookups[name].ask(account, keys[name]);
  const [, locked, ...found] = await flight(client, ['BEGIN', lock(account), ...names.map(ask)]);
  const before = locked?.rows[0] as AccountRow | undefined;
  if (before === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'ACCOUNT' });
  const facts = names.map((name, index) => [name, lookups[name].read(found[index]?.rows ?? [])] as const);
  const now = laterOf(clock.service(), before.decided_at);
  const known = { ...Object.fromEntries(facts), account: fromAccountRow(before), now };
  return { before, facts: known as Facts<N> };
}

/** Clocks of replicas differ by milliseconds, and decisions on one account follow one another. */
function laterOf(now: Date, decidedAt: Date | null): Date {
  return decidedAt !== null && decidedAt > now ? decidedAt : now;
}
