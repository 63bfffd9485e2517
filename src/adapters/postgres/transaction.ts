import { randomInt } from 'node:crypto';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { DatabaseError } from 'pg';
import { OutcomeUnknown } from '../../application/ports/outcome-unknown.ts';
import { ServiceBusy } from '../../application/ports/service-busy.ts';
import type { Statement } from './statements.ts';

/** The connection was lost before COMMIT was sent: nothing was written, and it can be done again. */
export class ConnectionLost extends Error {}

/** The answer to COMMIT was lost: it may have been written, and must not be done again before somebody has looked. */
export class CommitUnknown extends OutcomeUnknown {}

/** A serialization failure, and a deadlock. */
const CONFLICTS = ['40001', '40P01'];
/** A lock was not to be had, or a statement did not end, within the limits of its connection. */
const OUT_OF_PATIENCE = ['55P03', '57014'];
const RETRIES = 5;
const FIRST_PAUSE_MS = 20;

type Question = Statement | string;

/**
 * Sends all questions at once, and waits for all answers. Each is a statement of its own with a snapshot of its own.
 *
 * @throws DatabaseError of the first that failed; ConnectionLost
 */
export async function flight(client: PoolClient, questions: readonly Question[]): Promise<QueryResult<object>[]> {
  const answers = await Promise.allSettled(sendAll(client, questions));
  return answers.map((answer) => {
    if (answer.status === 'fulfilled') return answer.value;
    throw isLost(answer.reason)
      ? new ConnectionLost('The connection was lost.', { cause: answer.reason })
      : asError(answer.reason);
  });
}

/** In one packet: the driver alone would send one for each question, and each is a call of the operating system. */
function sendAll(client: PoolClient, questions: readonly Question[]): Promise<QueryResult<object>>[] {
  const { stream } = (client as PoolClient & DriverInside).connection;
  stream.cork();
  try {
    return questions.map((question) => client.query<object>(question as string));
  } finally {
    stream.uncork();
  }
}

interface DriverInside {
  readonly connection: { readonly stream: Writable };
}

/**
 * Sends the writes with COMMIT behind them, and waits for the answers, which are the writes'.
 *
 * @throws DatabaseError of the first write that failed: then nothing was written; CommitUnknown
 */
export async function commit(client: PoolClient, writes: readonly Statement[]): Promise<readonly QueryResult[]> {
  const answers = await Promise.allSettled(sendAll(client, [...writes, 'COMMIT']));
  const last = answers.at(-1);
  if (last?.status === 'rejected' && isLost(last.reason)) {
    throw new CommitUnknown('The answer to COMMIT was lost.', { cause: last.reason });
  }
  const results = answers.map((answer) => {
    if (answer.status === 'rejected') throw asError(answer.reason);
    return answer.value;
  });
  // After a failed statement, COMMIT is answered without an error: with the tag ROLLBACK.
  if (results.pop()?.command !== 'COMMIT') throw new Error('COMMIT was answered by ROLLBACK.');
  return results;
}

/**
 * Runs work on a client of the pool. When it fails the transaction is rolled back; a client that cannot even do that is
 * thrown away.
 */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    if (isPoolTimeout(error)) throw new ServiceBusy(error);
    throw isLost(error) ? new ConnectionLost('No connection could be had.', { cause: error }) : error;
  });
  let broken = true;
  try {
    const result = await work(client);
    broken = false;
    return result;
  } catch (error) {
    const lost = error instanceof ConnectionLost || error instanceof CommitUnknown;
    broken =
      lost ||
      !(await client.query('ROLLBACK').then(
        () => true,
        () => false,
      ));
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Runs the attempt again after a conflict or a lost connection, a bounded number of times.
 *
 * @throws ServiceBusy when that did not help, or a limit of patience was met: in each case nothing was committed, since
 * the server said so or was never asked to. CommitUnknown goes through as it is.
 */
export async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await attempt();
    } catch (error) {
      if (isCode(error, OUT_OF_PATIENCE)) throw new ServiceBusy(error);
      if (!(error instanceof ConnectionLost || isCode(error, CONFLICTS))) throw error;
      if (retries >= RETRIES) throw new ServiceBusy(error);
      await pause(randomInt(FIRST_PAUSE_MS * 2 ** retries) + 1);
    }
  }
}

/** The constraint that a row broke by being the second of its kind, or null for any other error. */
export function takenBy(error: unknown): string | null {
  return error instanceof DatabaseError && error.code === '23505' ? (error.constraint ?? null) : null;
}

function isCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof DatabaseError && error.code !== undefined && codes.includes(error.code);
}

/** Neither a free connection nor a new one within the limit; the pool says so in words alone. */
function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/.test(error.message);
}

/** Whatever the server did not say about the statement itself; FATAL is the end of its connection. */
export function isLost(reason: unknown): boolean {
  return !(reason instanceof DatabaseError) || reason.severity === 'FATAL' || reason.severity === 'PANIC';
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
