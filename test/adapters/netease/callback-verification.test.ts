import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyCallback } from '../../../src/adapters/netease/callback-verification.ts';
import { callbackCheckSum } from '../../../src/adapters/netease/signature.ts';
import type { Callback } from './golden.ts';
import { appKey, appSecret, callCallback, conferenceCallback, headersOf } from './golden.ts';
import { extendSha1 } from './sha1-extension.ts';

function verify(
  callback: Callback,
  rawHeaders = headersOf(callback),
  rawBody: Uint8Array = bytes(callback.body),
): string {
  return verifyCallback({ rawBody, rawHeaders, appSecrets: [appSecret], appKey });
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const md5 = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');
const signed = (body: string, curTime: string): Callback => {
  const digest = md5(bytes(body));
  return { body, curTime, md5: digest, checkSum: callbackCheckSum(appSecret, digest, curTime) };
};

/** Every text that differs from this one in a single bit. */
function* flips(text: string): Generator<string> {
  const original = bytes(text);
  for (let bit = 0; bit < original.length * 8; bit += 1) {
    const flipped = Buffer.from(original);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    yield flipped.toString('latin1');
  }
}

describe('A callback', () => {
  it.each([
    ['a call', callCallback, 490],
    ['a conference', conferenceCallback, 301],
  ])('is valid with the signature of the golden vector: %s', (_, callback, length) => {
    expect(callback.body).toHaveLength(length);
    expect(verify(callback)).toBe('VALID');
  });

  it('has the published digest when it is the address check', () => {
    expect(signed('{}', '1451577675000').md5).toBe('99914b932bd37a50b983c5e7c90ae93b');
  });

  it('is forged with any single bit of its body changed', () => {
    for (const callback of [callCallback, conferenceCallback]) {
      for (const body of flips(callback.body))
        expect(verify(callback, headersOf(callback), bytes(body))).toBe('FORGED');
    }
  });

  it('is forged with any single bit of a header changed', () => {
    const headers = headersOf(callCallback);
    for (const index of [1, 3, 5, 7]) {
      for (const value of flips(headers[index]!)) {
        expect([value, verify(callCallback, headers.with(index, value))]).toEqual([value, 'FORGED']);
      }
    }
  });

  it('is forged with a header missing, empty, doubled or malformed', () => {
    const headers = headersOf(callCallback);
    for (const index of [2, 4, 6]) {
      const name = headers[index]!;
      const value = headers[index + 1]!;
      const variants = [
        headers.toSpliced(index, 2),
        headers.with(index + 1, ''),
        [...headers, name, value],
        [...headers, name.toLowerCase(), 'x'],
        headers.with(index + 1, `${value}, ${value}`),
        headers.with(index + 1, ` ${value}`),
        headers.with(index + 1, `${value}\n`),
        headers.with(index + 1, value.slice(1)),
      ];
      for (const variant of variants) expect([variant, verify(callCallback, variant)]).toEqual([variant, 'FORGED']);
    }
  });

  it('is forged with digests in capitals, and valid with names in any case', () => {
    const headers = headersOf(callCallback);
    expect(verify(callCallback, headers.with(5, callCallback.md5.toUpperCase()))).toBe('FORGED');
    expect(verify(callCallback, headers.with(7, callCallback.checkSum.toUpperCase()))).toBe('FORGED');
    const lower = headers.map((text, index) => (index % 2 === 0 ? text.toLowerCase() : text));
    expect(verify(callCallback, lower)).toBe('VALID');
  });

  it('needs no AppKey, but if there is one, it must be the app’s and come once', () => {
    const headers = headersOf(callCallback);
    expect(verify(callCallback, headers.slice(2))).toBe('VALID');
    expect(verify(callCallback, headers.with(1, 'another-app'))).toBe('FORGED');
    expect(verify(callCallback, ['appkey', appKey, ...headers])).toBe('FORGED');
  });

  it('is forged with the digest of another body, though the signature fits the digest', () => {
    expect(verify(conferenceCallback, headersOf(callCallback))).toBe('FORGED');
  });

  it('is forged when its CurTime is anything but 10 to 13 ASCII digits, even if signed', () => {
    for (const curTime of ['1451577675', '1451577675000']) expect(verify(signed('{"a":1}', curTime))).toBe('VALID');
    for (const curTime of [
      '',
      '145157767',
      '14515776750000',
      '1451577675.0',
      '-1451577675',
      '145157767x',
      '１４５１５７７６７５',
    ])
      expect(verify(signed('{"a":1}', curTime))).toBe('FORGED');
  });

  it('cannot be made from a seen one by extending its digest, as it could if CurTime took any bytes', () => {
    const { curTime, checkSum, md5: digest } = callCallback;
    const { suffix, digest: extended } = extendSha1(checkSum, appSecret.length + digest.length + curTime.length, '0');
    const message = Buffer.concat([Buffer.from(appSecret + digest + curTime), suffix]);
    expect(createHash('sha1').update(message).digest('hex')).toBe(extended);
    const forged = headersOf({ ...callCallback, curTime: curTime + suffix.toString('latin1'), checkSum: extended });
    expect(verify(callCallback, forged)).toBe('FORGED');
  });

  it('is valid however old it is, and signed by any of the app’s secrets', () => {
    const old = signed('{"a":1}', '0000000000');
    const headers = { rawBody: bytes(old.body), rawHeaders: headersOf(old), appKey };
    expect(verifyCallback({ ...headers, appSecrets: ['other', appSecret] })).toBe('VALID');
    expect(verifyCallback({ ...headers, appSecrets: ['other'] })).toBe('FORGED');
    expect(verifyCallback({ ...headers, appSecrets: [] })).toBe('FORGED');
  });
});
