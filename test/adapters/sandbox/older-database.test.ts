import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from './callback-receiver.ts';
import { action, startedConference, truthOf } from './client.ts';
import { HandClock } from './hand-clock.ts';
import { launch, opening, receiver, stopAfterEach } from './harness.ts';
import { postgresHome } from './stores.ts';

/** The schema as it was while the sandbox knew only calls to one number. */
const olderSchema = `
  CREATE SCHEMA sandbox;
  CREATE TABLE sandbox.app (
    app_key text PRIMARY KEY, app_secret text NOT NULL, accid text NOT NULL, callback_url text NOT NULL);
  CREATE TABLE sandbox.call (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, session uuid NOT NULL UNIQUE,
    app_key text NOT NULL REFERENCES sandbox.app, accid text NOT NULL, caller text NOT NULL, callee text NOT NULL,
    max_dur integer NOT NULL CHECK (max_dur > 0), started_at timestamptz(3) NOT NULL, course jsonb NOT NULL);
  CREATE INDEX call_callee ON sandbox.call (callee, id);
  CREATE TABLE sandbox.delivery (
    session uuid NOT NULL REFERENCES sandbox.call (session), copy integer NOT NULL, due timestamptz(3),
    attempts integer NOT NULL, leased_until timestamptz NOT NULL, last_status integer, delivered_at timestamptz(3),
    PRIMARY KEY (session, copy));
`;
const course = {
  setupSeconds: 1,
  callerRingSeconds: 4,
  calleeRingSeconds: 4,
  end: { kind: 'CONVERSATION', talkSeconds: 61, firstToHangUp: 'callee' },
  recordedLate: false,
};
const session = '00000000-0000-4000-8000-000000000001';

let home: Awaited<ReturnType<typeof postgresHome>>;
beforeEach(async () => {
  home = await postgresHome();
});
afterEach(() => home.close());
stopAfterEach();

test('a database from before conferences is taken over: its calls go on, and conferences are placed', async () => {
  const clock = new HandClock(opening);
  const customer = await receiver();
  const pool = home.pool(1);
  await pool.query(olderSchema);
  await pool.query(`INSERT INTO sandbox.app VALUES ('key', 'secret', 'alice', $1)`, [customer.url]);
  await pool.query(
    `INSERT INTO sandbox.call (session, app_key, accid, caller, callee, max_dur, started_at, course)
     VALUES ($1, 'key', 'alice', '13900000001', '13800000061', 600, $2, $3)`,
    [session, clock.now(), JSON.stringify(course)],
  );
  await pool.query(`INSERT INTO sandbox.delivery VALUES ($1, 1, $2, 0, now())`, [
    session,
    new Date(clock.now().getTime() + 72_000),
  ]);
  const { url } = await launch(clock, home.open());
  const app = { appKey: 'key', appSecret: 'secret', accid: 'alice' };
  clock.advance(20);
  const { obj } = await action(url, app, 'queryBySession', { session, type: '1' });
  expect(obj!['legs']).toMatchObject([{ state: 'ANSWERED' }, { state: 'ANSWERED' }]);
  clock.advance(60);
  const { report } = await eventually('the callback', () => customer.received[0] ?? null);
  expect(report).toMatchObject({ session, durationSec: 61, legs: [{}, { endpoint: '13800000061' }] });
  const conference = await startedConference(url, app, ['13800000061', '13800000062']);
  expect(await truthOf(url, conference)).toMatchObject({ kind: 'CONFERENCE' });
  expect(await truthOf(url, session)).toMatchObject({ kind: 'CALL', callees: ['13800000061'], talkSeconds: 61 });
});
