import { describe, expect, it } from 'vitest';
import { reportInCallback } from '../../../../src/adapters/netease/messages/callback-body.ts';
import { freeSwitchHangCauses } from '../../../../src/adapters/netease/settings.ts';
import type { CallReport } from '../../../../src/domain/report.ts';
import { callCallback, conferenceCallback, finishedCall } from '../golden.ts';

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

  it.each([
    ['a conference', conferenceCallback.body],
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
