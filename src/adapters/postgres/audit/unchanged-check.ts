import type { Check } from './check.ts';

interface Kept {
  readonly table: string;
  /** What people call its rows. */
  readonly rows: string;
  /** Refuses every change, whoever asks for it. */
  readonly trigger: string;
}

/**
 * A table whose rows are for ever: nobody but its owner may change them, or any of their columns, and a trigger keeps the
 * owner from it: one that is on for those who are no replication.
 */
export function unchangedCheck(invariant: string, claim: string, { table, rows, trigger }: Kept): Check {
  return {
    invariant,
    claim,
    sql: `
      SELECT NULL AS account, coalesce(r.rolname, 'everybody') || ' ' || privilege_type AS subject,
        'granted on ${rows}' AS found
      FROM pg_class t CROSS JOIN (
        SELECT oid AS table_id, relacl AS acl FROM pg_class UNION ALL SELECT attrelid, attacl FROM pg_attribute
      ) granted CROSS JOIN aclexplode(granted.acl) g LEFT JOIN pg_roles r ON r.oid = g.grantee
      WHERE granted.table_id = t.oid AND t.oid = 'public.${table}'::regclass AND g.grantee <> t.relowner
        AND g.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
      UNION ALL
      SELECT NULL, '${trigger}', 'the trigger that refuses changes is missing or off'
      WHERE NOT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = 'public.${table}'::regclass AND tgname = '${trigger}' AND tgenabled IN ('O', 'A'))`,
  };
}
