import type { Conference } from '../../src/domain/conference.ts';
import { Money } from '../../src/domain/money.ts';
import type { SettlingReport } from '../../src/domain/report.ts';
import { Tariff } from '../../src/domain/tariff.ts';
import * as a from './a.ts';

type Make = (ordered: Parameters<typeof a.placingConference>[0]) => Conference;

const dialing: Make = (ordered) => a.placingConference(ordered).accepted(a.aSession, a.after(1));
const unconfirmed: Make = (ordered) => a.placingConference(ordered).unconfirmed(a.after(10), a.times);
const settled =
  (report: SettlingReport, charge = 24): Make =>
  (ordered) =>
    dialing(ordered).settled(report, Money.fen(charge), a.after(90), a.after(95));
const voided: Make = (ordered) => unconfirmed(ordered).voided(a.after(3600));

const { kind, members } = a.conferenceReport();
const bare = { kind, members, createdAt: null, talkSeconds: 61, legs: [] };

/** A conference in every state that the domain knows, and in every shape of one. */
export const everyConference: Readonly<Record<string, Make>> = {
  PLACING: (ordered) =>
    a.placingConference({ ...ordered, reference: '例会' }, new Tariff('v2', Money.fen(7), 'EACH_PARTY')),
  UNCONFIRMED: unconfirmed,
  DIALING: dialing,
  IN_PROGRESS: (ordered) => dialing(ordered).progressed('IN_PROGRESS', a.after(12.345), a.after(13)),
  COMPLETED: settled(a.conferenceReport()),
  'COMPLETED, told by a query without times, with strange members': settled({
    ...bare,
    source: 'QUERY',
    session: a.aSession,
    members: ['+86 1', '"'],
  }),
  'COMPLETED, told with legs': settled(a.conferenceReport({ legs: [a.leg('NORMAL', a.after(90))] })),
  'COMPLETED, told by an operator': settled({ ...bare, source: 'OPERATOR', session: null }),
  'FAILED, settled': settled(a.conferenceReport({ talkSeconds: 0 }), 0),
  'FAILED, voided': voided,
  'FAILED, voided, charged late': (ordered) =>
    voided(ordered).chargedLate(a.conferenceReport(), Money.fen(24), a.after(4000)),
  REFUSED: (ordered) =>
    a.placingConference(ordered).refused({ providerCode: 403, retryAfterSeconds: null }, a.after(1)),
};
