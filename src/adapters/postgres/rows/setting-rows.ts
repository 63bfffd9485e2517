import { key, optional, tableOf, text } from './columns.ts';

/** One row: what belongs to this database and not to who connects. No role but the owner sees it. */
export interface SettingRow {
  single: boolean;
  /** Of the names of the roles: kept, so that a copy or a renamed database still finds them. */
  role_prefix: string;
  /** Tells the key that sealed this database's secrets; null before the first start. */
  secrets_fingerprint: string | null;
}

export const settingTable = tableOf<SettingRow>('setting', {
  single: { ...key({ type: 'boolean' }), default: true },
  role_prefix: text,
  secrets_fingerprint: optional(text),
});
