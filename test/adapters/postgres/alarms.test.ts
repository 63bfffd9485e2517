import { expect, it } from 'vitest';
import { alarmKinds } from '../../../src/domain/alarm.ts';
import { alarmsContract } from '../../contracts/alarms.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

const told = `SELECT kind || ' ' || subject || CASE WHEN closed_at IS NULL THEN '' ELSE ' closed' END AS alarm
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

it('takes every kind of alarm that there is, and no other', async () => {
  const database = await createDatabase();
  const check = `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'alarm_kind'`;
  const { rows } = await administer((client) => client.query<{ text: string }>(check), database.url);
  const kinds = [...rows[0]!.text.matchAll(/'(\w+)'/g)].map(([, kind]) => kind);
  expect(kinds.toSorted()).toEqual([...alarmKinds].toSorted());
  await database.drop();
});
