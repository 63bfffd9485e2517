import { describe, expect, it } from 'vitest';
import { reportInCallback } from '../../../../src/adapters/netease/messages/callback-body.ts';
import { freeSwitchHangCauses } from '../../../../src/adapters/netease/settings.ts';
import type { CallReport } from '../../../../src/domain/report.ts';
import { callCallback, conferenceCallback, finishedCall, finishedConference } from '../golden.ts';

const read = (body: string): CallReport | null => reportInCallback(body, freeSwitchHangCauses);
const document = JSON.stringify(finishedCall);

describe('The body of a callback', () => {
  it('holds a report as a string within JSON', () => {
    expect(read(callCallback.body)).toMatchObject({
      source: 'CALLBACK',
      session: finishedCall.session,
      talkSeconds: 61,
    });
  });

  it('is about a conference where it names members', () => {
    expect(read(conferenceCallback.body)).toEqual({
      source: 'CALLBACK',
      session: finishedConference.session,
      kind: 'CONFERENCE',
      members: ['13800000001', '13900000002', '057186778825'],
      createdAt: new Date('2015-12-31T16:00:01Z'),
      startedAt: new Date('2015-12-31T16:00:00Z'),
      talkSeconds: 120,
      legs: [],
    });
  });

  it.each([
    ['a real array', ['1', '2', '3']],
    ['the single quotes of Python', "['1', '2', '3']"],
    ['an array as a text, with spaces', ' [ "1" , "2" , "3" ] '],
  ])('names members by %s', (_, members) => {
    const body = JSON.stringify({ eventType: '10', callback: JSON.stringify({ ...finishedConference, members }) });
    expect(read(body)).toMatchObject({ kind: 'CONFERENCE', members: ['1', '2', '3'] });
  });

  it.each([
    ['no list', '13800000001'],
    ['an empty list', '[]'],
    ['a list of numbers', '[13800000001]'],
    ['an object', '{}'],
    ['a text with a control character', '["\\u0000"]'],
    ['nothing', null],
    ['mixed quotes', `['1", "2']`],
    ['too many', JSON.stringify(Array.from({ length: 101 }, String))],
  ])('is not understood where its members are %s', (_, members) => {
    const body = JSON.stringify({ eventType: '10', callback: JSON.stringify({ ...finishedConference, members }) });
    expect(read(body)).toBeNull();
  });

  it.each([
    ['another event', JSON.stringify({ eventType: '11', callback: document })],
    ['the newer variant', JSON.stringify({ type: 'CALL', callback: document })],
    ['the newer variant with an event type', JSON.stringify({ eventType: '10', type: 'CALL', callback: document })],
    ['a document that is no string', JSON.stringify({ eventType: '10', callback: finishedCall })],
    ['a document that is no JSON', JSON.stringify({ eventType: '10', callback: '{' })],
    ['a document that is a list', JSON.stringify({ eventType: '10', callback: '[]' })],
    ['no document', JSON.stringify({ eventType: '10' })],
    ['a list', '[]'],
    ['nonsense', '\uFFFD'],
    ['a deep nest', '['.repeat(60_000)],
  ])('is not understood when it is %s', (_, body) => {
    expect(read(body)).toBeNull();
  });
});
