import { guardedTables } from '../rows/tables.ts';
import type { Ask, Roles } from './roles.ts';

interface RoleFacts {
  rolname: string;
  rolsuper: boolean;
  rolbypassrls: boolean;
}

interface TableFacts {
  relname: string;
  forced: boolean;
  owner: string;
}

/**
 * Looks whether the walls between accounts stand: the service must not start without them.
 *
 * @throws Error that names what is missing.
 */
export async function requireSecurity(ask: Ask, roles: Roles): Promise<void> {
  const names = Object.values(roles) as string[];
  const found = await ask<RoleFacts>('SELECT rolname, rolsuper, rolbypassrls FROM pg_roles');
  for (const name of names) {
    const role = found.find((each) => each.rolname === name);
    if (role === undefined) throw new Error(`The role ${name} is missing.`);
    if (role.rolsuper || role.rolbypassrls) throw new Error(`The role ${name} is above row-level security.`);
  }
  const tables = await ask<TableFacts>(`
    SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS forced, o.rolname AS owner
    FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`);
  for (const { options } of guardedTables) {
    const table = tables.find((each) => each.relname === options.name);
    if (table === undefined) throw new Error(`The table ${options.name} is missing.`);
    if (!table.forced) throw new Error(`Row-level security is not forced on the table ${options.name}.`);
    if (names.includes(table.owner))
      throw new Error(`The table ${options.name} belongs to a role that must own nothing.`);
  }
}

/** Looks from a pool's own connection: it must be in its role, and walled in. @throws Error */
export async function requireRole(ask: Ask, role: string): Promise<void> {
  const [row] = await ask<{ user: string; walled: boolean }>(
    `SELECT current_user AS "user", row_security_active('public.call') AS walled`,
  );
  if (row?.user !== role) throw new Error(`Connected as ${row?.user ?? 'nobody'} instead of ${role}.`);
  if (!row.walled) throw new Error(`Row-level security is not active for ${role}.`);
}
