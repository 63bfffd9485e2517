import type { Pool } from 'pg';
import type { Operators } from '../../application/ports/operators.ts';
import { DomainError } from '../../domain/errors.ts';
import type { LoginId, OperatorId } from '../../domain/ids.ts';
import type { Operator, OperatorLogin } from '../../domain/operator.ts';
import type { OperatorLoginRow, OperatorRow } from './rows/operator-rows.ts';
import {
  fromOperatorLoginRow,
  fromOperatorRow,
  operatorLoginTable,
  operatorTable,
  toOperatorLoginRow,
  toOperatorRow,
} from './rows/operator-rows.ts';
import type { Statement } from './statements.ts';
import { insert, prepared, textOrNull } from './statements.ts';
import { commit, flight, persistently, takenBy, withClient } from './transaction.ts';

/** In the writer role, as people are: the operators' own role reads nothing by which somebody signs in. */
export class PostgresOperators implements Operators {
  constructor(private readonly pool: Pool) {}

  async add(operator: Operator): Promise<void> {
    await this.#write(insert(operatorTable, [toOperatorRow(operator)])).catch((error: unknown) => {
      throw takenBy(error) === 'operator_email' ? new DomainError({ code: 'EMAIL_TAKEN' }) : error;
    });
  }

  async all(): Promise<readonly Operator[]> {
    const rows = await this.#ask<OperatorRow>(prepared('SELECT * FROM operator ORDER BY email', []));
    return rows.map(fromOperatorRow);
  }

  async byEmail(email: string): Promise<Operator | null> {
    const question = prepared('SELECT * FROM operator WHERE email = $1', [textOrNull(email)]);
    const [row] = await this.#ask<OperatorRow>(question);
    return row === undefined ? null : fromOperatorRow(row);
  }

  async changePassword(operator: OperatorId, passwordHash: string, now: Date): Promise<void> {
    const change = prepared('UPDATE operator SET password_hash = $2 WHERE id = $1', [operator, passwordHash]);
    await this.#write(change, end(operator, null, now));
  }

  async openLogin(login: OperatorLogin): Promise<void> {
    await this.#write(insert(operatorLoginTable, [toOperatorLoginRow(login)]));
  }

  async loginByAccess(digest: string): Promise<OperatorLogin | null> {
    const question = prepared('SELECT * FROM operator_login WHERE access_digest = $1', [digest]);
    const [row] = await this.#ask<OperatorLoginRow>(question);
    return row === undefined ? null : fromOperatorLoginRow(row);
  }

  async endLogins(operator: OperatorId, only: LoginId | null, now: Date): Promise<void> {
    await this.#write(end(operator, only, now));
  }

  #write(...statements: readonly Statement[]): Promise<void> {
    return persistently(() =>
      withClient(this.pool, async (client) => {
        await flight(client, ['BEGIN']);
        await commit(client, statements);
      }),
    );
  }

  #ask<Row extends object>(question: Statement): Promise<Row[]> {
    return persistently(() =>
      withClient(this.pool, async (client) =>
        (await flight(client, [question])).flatMap(({ rows }) => rows as unknown as Row[]),
      ),
    );
  }
}

function end(operator: OperatorId, only: LoginId | null, now: Date): Statement {
  const text = `UPDATE operator_login SET ended_at = $2
    WHERE operator_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3)`;
  return prepared(text, [operator, now, only]);
}
