import type { Check } from './check.ts';

interface Kept {
  readonly table: string;
  /** What people call its rows. */
  readonly rows: string;
  /** Refuses every change, whoever asks for it. */
  readonly trigger: string;
}

/** A table whose rows are for ever: nobody but its owner may change them, and a trigger keeps the owner from it. */
export function unchangedCheck(invariant: string, claim: string, { table, rows, trigger }: Kept): Check {
  return {
    invariant,
    claim,
    sql: `
      SELECT NULL AS account, coalesce(r.rolname, 'everybody') || ' ' || privilege_type AS subject,
        'granted on ${rows}' AS found
      FROM pg_class t CROSS JOIN aclexplode(t.relacl) g LEFT JOIN pg_roles r ON r.oid = g.grantee
      WHERE t.oid = 'public.${table}'::regclass AND g.grantee <> t.relowner
        AND g.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
      UNION ALL
      SELECT NULL, '${trigger}', 'the trigger that refuses changes is missing or off'
      WHERE NOT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = 'public.${table}'::regclass AND tgname = '${trigger}' AND tgenabled <> 'D')`,
  };
}
