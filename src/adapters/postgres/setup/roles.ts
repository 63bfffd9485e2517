import { DatabaseError, escapeIdentifier as quote } from 'pg';

export { quote };

/**
 * The roles in which the service works. None can sign in by itself, and none owns anything of ours: the scheduler owns
 * the job library's schema alone, and reaches no table of the service.
 */
export interface Roles {
  readonly member: string;
  readonly writer: string;
  /** Reads across accounts; writes nothing. */
  readonly operator: string;
  readonly scheduler: string;
}

/** One statement, and its rows. */
export type Ask = <Row>(sql: string) => Promise<Row[]>;

const LONGEST_NAME_BYTES = 63;

/** Roles belong to the whole cluster, so their names begin with the name that this database was created under. */
export async function findRoles(ask: Ask): Promise<Roles> {
  const [found] = await ask<{ known: boolean; current: string }>(
    `SELECT to_regclass('public.setting') IS NOT NULL AS known, current_database() AS current`,
  );
  const [setting] = found?.known === true ? await ask<{ role_prefix: string }>('SELECT role_prefix FROM setting') : [];
  const prefix = setting?.role_prefix ?? found?.current ?? '';
  const roles = {
    member: `${prefix}_member`,
    writer: `${prefix}_writer`,
    operator: `${prefix}_operator`,
    scheduler: `${prefix}_scheduler`,
  };
  const cutOff = Object.values(roles).find((name) => Buffer.byteLength(name) > LONGEST_NAME_BYTES);
  if (cutOff !== undefined)
    throw new Error(`The database name ${prefix} is too long: the role ${cutOff} would be cut off.`);
  return roles;
}

/**
 * Creates the roles where they are missing, and lets the connecting user become them.
 *
 * @throws Error with the SQL that an administrator must run, where this user may not.
 */
export async function ensureRoles(ask: Ask, roles: Roles): Promise<void> {
  const names = Object.values(roles) as string[];
  const version = await serverVersion(ask);
  const [me] = await ask<{ user: string }>('SELECT current_user AS "user"');
  const statements: string[] = [];
  for (const name of names) {
    const state = await roleState(ask, name, version);
    if (state === 'MISSING') statements.push(`CREATE ROLE ${quote(name)} NOLOGIN`);
    // From PostgreSQL 16 on, whoever creates a role may grant it, but not become it before a grant says so.
    const options = version >= 160_000 ? ' WITH INHERIT FALSE, SET TRUE' : '';
    if (state !== 'READY') statements.push(`GRANT ${quote(name)} TO ${quote(me?.user ?? '')}${options}`);
  }
  try {
    for (const statement of statements) await ask(statement);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== '42501') throw error;
    const sql = statements.map((statement) => `${statement};`).join(' ');
    throw new Error(`The database user may not create the roles of this service. As an administrator, run: ${sql}`, {
      cause: error,
    });
  }
}

/** As `server_version_num` has it: 150004 is 15.4. */
export async function serverVersion(ask: Ask): Promise<number> {
  const [row] = await ask<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
  return row?.version ?? 0;
}

async function roleState(ask: Ask, name: string, version: number): Promise<'MISSING' | 'NOT_OURS' | 'READY'> {
  const literal = `'${name.replaceAll("'", "''")}'`;
  const found = await ask(`SELECT FROM pg_roles WHERE rolname = ${literal}`);
  if (found.length === 0) return 'MISSING';
  const right = version >= 160_000 ? 'SET' : 'MEMBER';
  const [row] = await ask<{ ours: boolean }>(`SELECT pg_has_role(${literal}, '${right}') AS ours`);
  return row?.ours === true ? 'READY' : 'NOT_OURS';
}
