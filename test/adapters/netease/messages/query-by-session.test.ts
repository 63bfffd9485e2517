import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpResult } from '../../../../src/adapters/netease/http-exchange.ts';
import { newsInAnswer, queryBySessionForm } from '../../../../src/adapters/netease/messages/query-by-session.ts';
import { defaultNeteaseSettings } from '../../../../src/adapters/netease/settings.ts';
import type { CallNews } from '../../../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../../../src/domain/ids.ts';
import { finishedCall, finishedConference } from '../golden.ts';

const session = finishedCall.session as ProviderSession;
const news = (result: HttpResult): CallNews => newsInAnswer(result, { kind: 'CALL', session }, defaultNeteaseSettings);
const answered = (body: unknown, status = 200): HttpResult => ({
  kind: 'ANSWERED',
  status,
  body: JSON.stringify(body),
  retryAfter: null,
  date: null,
});
const about = (obj: unknown): CallNews => news(answered({ code: 200, msg: 'success', obj }));
const unknown = expect.objectContaining({ kind: 'UNKNOWN' }) as unknown;
const alive = (status: string | null, answeredAt: Date | null = null): object => ({
  kind: 'ALIVE',
  status,
  answeredAt,
});

const ringing = { endpoint: '1', state: 'RINGING' };
const answeredAt = (answerTime?: string): object => ({ endpoint: '1', state: 'ANSWERED', answerTime });
const over = { endpoint: '1', state: 'ENDED' };

describe('The answer to a query', () => {
  it('is asked for with session and type', () => {
    expect(queryBySessionForm({ kind: 'CALL', session }).toString()).toBe(`session=${session}&type=1`);
  });

  it('is a report once the call has ended, and needs no session of its own', () => {
    expect(about(finishedCall)).toMatchObject({ kind: 'ENDED', report: { source: 'QUERY', session, talkSeconds: 61 } });
    expect(about({ ...finishedCall, session: undefined })).toMatchObject({ kind: 'ENDED', report: { session } });
    expect(about({ ...finishedCall, durationSec: 0 })).toMatchObject({ kind: 'ENDED', report: { talkSeconds: 0 } });
  });

  it('is unknown when it is about another session', () => {
    expect(about({ ...finishedCall, session: '0f3c8a52-0000-4b0e-9a11-5b1f6f1d2c33' })).toEqual(unknown);
    expect(about({ session: 7, legs: [ringing] })).toEqual(unknown);
  });

  it('is unknown when it says that the call has ended, but not how', () => {
    expect(about({ ...finishedCall, durationSec: 'long' })).toEqual(unknown);
    expect(about({ ...finishedCall, caller: undefined })).toEqual(unknown);
  });

  it('tells the progress of a call that lives', () => {
    const ten = '2016-01-01 10:00:00';
    const later = '2016-01-01 10:00:07';
    expect(about({ session, legs: [ringing] })).toEqual(alive('CALLER_RINGING'));
    expect(about({ session, legs: [answeredAt(ten)] })).toEqual(alive('CALLEE_RINGING'));
    expect(about({ session, legs: [answeredAt(ten), ringing] })).toEqual(alive('CALLEE_RINGING'));
    const conversation = alive('IN_PROGRESS', new Date('2016-01-01T02:00:07Z'));
    expect(about({ session, legs: [answeredAt(ten), answeredAt(later)] })).toEqual(conversation);
    expect(about({ session, legs: [answeredAt(later), answeredAt(ten)] })).toEqual(conversation);
    expect(about({ session, legs: [answeredAt(ten), answeredAt()] })).toEqual(alive('IN_PROGRESS'));
  });

  it('leaves the progress open where nothing is said about it', () => {
    for (const legs of [
      undefined,
      null,
      'x',
      [],
      [over],
      [over, over],
      [answeredAt(), over],
      [answeredAt(), null],
      [{}],
    ]) {
      expect(about({ session, legs })).toEqual(alive(null));
    }
  });

  it('does not take the duration so far for an end', () => {
    const legs = [answeredAt('2016-01-01 10:00:00'), answeredAt('2016-01-01 10:00:00')];
    expect(about({ ...finishedCall, durationSec: 5, legs })).toMatchObject({ kind: 'ALIVE', status: 'IN_PROGRESS' });
    expect(about({ session, durationSec: null, legs: [ringing] })).toEqual(alive('CALLER_RINGING'));
    for (const told of [
      [],
      undefined,
      [{ endpoint: '1' }, { endpoint: '2' }],
      [finishedCall.legs[0], { endpoint: '2' }],
    ]) {
      expect(about({ ...finishedCall, durationSec: 0, legs: told })).toMatchObject({ kind: 'ALIVE' });
    }
  });

  it('is unknown for every other code, HTTP status, shape and silence', () => {
    for (const code of [404, 414, 416, 500, '200', null])
      expect(news(answered({ code, obj: finishedCall }))).toEqual(unknown);
    for (const status of [404, 500, 502])
      expect(news(answered({ code: 200, obj: finishedCall }, status))).toEqual(unknown);
    for (const obj of [undefined, null, 'x', [], 5]) expect(about(obj)).toEqual(unknown);
    for (const body of [null, [], 'x', {}]) expect(news(answered(body))).toEqual(unknown);
    expect(news({ kind: 'SILENT', why: 'ECONNRESET' })).toEqual({ kind: 'UNKNOWN', why: 'ECONNRESET' });
    expect(news({ kind: 'NOT_SENT', why: 'ENOTFOUND' })).toEqual({ kind: 'UNKNOWN', why: 'ENOTFOUND' });
  });

  it('says that there is no such session where the code is one of those that are configured to mean it', () => {
    const by = (missingCodes: readonly number[], body: object): CallNews =>
      newsInAnswer(answered(body), { kind: 'CALL', session }, { ...defaultNeteaseSettings, missingCodes });
    const missing = expect.objectContaining({ kind: 'UNKNOWN', isMissing: true }) as unknown;
    expect(by([404], { code: 404 })).toEqual(missing);
    expect(by([404, 200], { code: 200, obj: null })).toEqual(missing);
    for (const body of [{ code: 404 }, { code: '404' }, { code: 200, obj: null }, { code: 500 }]) {
      expect(by([414], body)).not.toHaveProperty('isMissing');
    }
    expect(by([200], { code: 200, obj: finishedCall })).toMatchObject({ kind: 'ENDED' });
    expect(by([200], { code: 200, obj: { session: 7 } })).not.toHaveProperty('isMissing');
  });

  it('is one of the three for any JSON, and never an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (obj, legs, durationSec) => {
        for (const each of [obj, { legs }, { durationSec }, { ...finishedCall, legs, durationSec }]) {
          expect(['ENDED', 'ALIVE', 'UNKNOWN']).toContain(about(each).kind);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('The answer to a query about a conference', () => {
  const { session: id } = finishedConference;
  const asked = { kind: 'CONFERENCE', session: id as ProviderSession } as const;
  const told = (obj: unknown): CallNews =>
    newsInAnswer(answered({ code: 200, msg: 'success', obj }), asked, defaultNeteaseSettings);
  const [ten, later, last] = ['2016-01-01 10:00:00', '2016-01-01 10:00:07', '2016-01-01 10:00:09'];
  const { members } = finishedConference;

  it('is asked for with its own type', () => {
    expect(queryBySessionForm(asked).toString()).toBe(`session=${id}&type=2`);
  });

  it('is a report once it has ended, which tells no legs', () => {
    const report = { kind: 'CONFERENCE', source: 'QUERY', session: id, talkSeconds: 120, legs: [] };
    expect(told(finishedConference)).toMatchObject({ kind: 'ENDED', report });
    expect(told({ ...finishedConference, session: undefined, durationSec: 0 })).toMatchObject({ kind: 'ENDED' });
    expect(told({ ...finishedConference, members: undefined })).toEqual(unknown);
  });

  it('is under way once the caller and somebody else have answered, since the later of them', () => {
    const since = (time: string): object => alive('IN_PROGRESS', new Date(`${time.replace(' ', 'T')}+08:00`));
    expect(told({ members, legs: [answeredAt(ten), ringing, answeredAt(later)] })).toEqual(since(later));
    expect(told({ members, legs: [answeredAt(ten), answeredAt(last), answeredAt(later)] })).toEqual(since(later));
    expect(told({ members, legs: [answeredAt(last), answeredAt(later)] })).toEqual(since(last));
    expect(told({ members, legs: [answeredAt(ten), answeredAt(later), answeredAt()] })).toEqual(alive('IN_PROGRESS'));
  });

  it('leaves its progress open otherwise, and takes no duration so far for an end', () => {
    for (const legs of [
      undefined,
      [],
      [ringing],
      [answeredAt(ten)],
      [answeredAt(ten), ringing],
      [over, answeredAt(ten)],
    ])
      expect(told({ members, legs })).toEqual(alive(null));
    expect(told({ ...finishedConference, status: undefined })).toEqual(alive(null));
    expect(told({ ...finishedConference, durationSec: null })).toEqual(alive(null));
    const legs = [answeredAt(ten), answeredAt(later)];
    expect(told({ ...finishedConference, durationSec: 5, legs })).toMatchObject({ status: 'IN_PROGRESS' });
  });
});
