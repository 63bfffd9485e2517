import { key, tableOf, time, uuid } from './columns.ts';

/** A run of a process. It lives while its lease lasts, by the database's clock. */
export interface ReplicaRow {
  id: string;
  started_at: Date;
  lease_until: Date;
}

export const replicaTable = tableOf<ReplicaRow>('replica', {
  id: key(uuid),
  started_at: time,
  lease_until: time,
});
