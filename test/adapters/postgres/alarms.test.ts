import { expect, it } from 'vitest';
import { alarmKinds } from '../../../src/domain/alarm.ts';
import { alarmsContract } from '../../contracts/alarms.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

const told = `SELECT concat_ws(' ', kind, subject, CASE WHEN closed_at IS NOT NULL THEN 'closed' END, detail) AS alarm
  FROM alarm WHERE account_id IS NULL`;

alarmsContract(async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  return {
    alarms: postgres.alarms,
    stored: async () => {
      const { rows } = await administer((client) => client.query<{ alarm: string }>(told), database.url);
      return rows.map(({ alarm }) => alarm);
    },
    close: async () => {
      await postgres.close();
      await database.drop();
    },
  };
});

it('takes what has the shape of a kind, and nothing else', async () => {
  const database = await createDatabase();
  const insert = `INSERT INTO alarm (id, kind, subject, opened_at) VALUES (gen_random_uuid(), $1, 'x', now())`;
  const put = (kind: string) => administer((client) => client.query(insert, [kind]), database.url);
  await expect(put('provider empty')).rejects.toMatchObject({ constraint: 'alarm_kind' });
  for (const kind of alarmKinds) await put(kind);
  await database.drop();
});
