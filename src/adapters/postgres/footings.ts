import type { Footing } from '../../domain/footing.ts';
import { letInBy } from '../../domain/footing.ts';
import type { Principal } from '../../domain/principal.ts';
import type { ActingRole } from '../../domain/role.ts';
import type { AccountStatus } from '../../domain/standing.ts';
import type { Statement } from './statements.ts';
import { idOrNull, prepared } from './statements.ts';

export interface FootingRow {
  readonly id: string;
  readonly role: ActingRole;
  readonly status: AccountStatus | null;
}

const TEXT = `
  SELECT login.id, member.role, account.status
    FROM login JOIN member ON member.id = login.member_id JOIN account ON account.id = member.account_id
    WHERE login.id = ANY (string_to_array($1, ',')::uuid[]) AND login.ended_at IS NULL AND member.removed_at IS NULL
  UNION ALL
  SELECT api_key.id, 'API_KEY', account.status
    FROM api_key JOIN account ON account.id = api_key.account_id
    WHERE (api_key.account_id, api_key.id) IN
      (SELECT * FROM unnest(string_to_array($2, ',')::uuid[], string_to_array($3, ',')::uuid[]))
    AND api_key.revoked_at IS NULL
  UNION ALL
  SELECT id, 'OPERATOR', NULL FROM operator_login
    WHERE id = ANY (string_to_array($4, ',')::uuid[]) AND ended_at IS NULL`;

/** One question for all of them, by the keys of three tables. */
export function askFootings(principals: readonly Principal[]): Statement {
  // Many sockets are often of few people.
  const each = [...new Map(principals.map((principal) => [letInBy(principal), principal])).values()];
  const logins = each.filter(({ kind }) => kind === 'MEMBER');
  const keys = each.filter((one) => one.kind === 'API_KEY');
  const operators = each.filter(({ kind }) => kind === 'OPERATOR');
  return prepared(TEXT, [
    list(logins.map(letInBy)),
    list(keys.map(({ account }) => account)),
    list(keys.map(letInBy)),
    list(operators.map(letInBy)),
  ]);
}

/** What was asked for each crowd, in its order. */
export function inOrder(
  crowds: readonly (readonly Principal[])[],
  rows: readonly FootingRow[],
): readonly (readonly (Footing | null)[])[] {
  const found = new Map(rows.map(({ id, role, status }) => [id, { role, account: status }]));
  return crowds.map((crowd) => crowd.map((principal) => found.get(letInBy(principal)) ?? null));
}

function list(ids: readonly string[]): string {
  return ids.filter((id) => idOrNull(id) !== null).join(',');
}
