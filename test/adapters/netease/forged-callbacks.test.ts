import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { verifyCallback } from '../../../src/adapters/netease/callback-verification.ts';
import { callbackCheckSum } from '../../../src/adapters/netease/signature.ts';
import { figure } from '../../support/figures.ts';
import { openDoor, post } from './callback-door.ts';
import { appKey, appSecret, finishedCall } from './golden.ts';
import { extendSha1 } from './sha1-extension.ts';

interface Attempt {
  readonly rawBody: Buffer;
  readonly rawHeaders: readonly string[];
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const md5 = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

/** Twenty authentic callbacks: of other calls, lengths and times, in ASCII, with Chinese, and with bytes that are no text. */
const authentic: readonly Attempt[] = Array.from({ length: 20 }, (_, n) => {
  const told = { ...finishedCall, session: `s-${n}`, durationSec: n * 31, initAccount: n % 2 === 0 ? 'alice' : '客服' };
  const text = JSON.stringify({ eventType: '10', callback: JSON.stringify(told) });
  const rawBody = n === 19 ? randomBytes(300) : Buffer.from(text);
  return { rawBody, rawHeaders: signedHeaders(rawBody, String(1451577675000 + n * 1009)) };
});

function signedHeaders(rawBody: Uint8Array, curTime: string): string[] {
  const digest = md5(rawBody);
  const checkSum = callbackCheckSum(appSecret, digest, curTime);
  return ['AppKey', appKey, 'CurTime', curTime, 'MD5', digest, 'CheckSum', checkSum];
}

function isAccepted({ rawBody, rawHeaders }: Attempt): boolean {
  return verifyCallback({ rawBody, rawHeaders, appSecrets: [appSecret], appKey }) === 'VALID';
}

/** The same bytes with one bit changed, for every bit. */
function* flips(original: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < original.length * 8; bit += 1) {
    const flipped = Buffer.from(original);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    yield flipped;
  }
}

function* flipsOf({ rawBody, rawHeaders }: Attempt): Generator<Attempt> {
  for (const body of flips(rawBody)) yield { rawBody: body, rawHeaders };
  for (const index of [1, 3, 5, 7]) {
    for (const value of flips(bytes(rawHeaders[index]!))) {
      yield { rawBody, rawHeaders: rawHeaders.with(index, value.toString('latin1')) };
    }
  }
}

/** Another's body under these headers; and the same with the digest of that body, which the signature does not cover. */
function* swapsOf({ rawHeaders }: Attempt, others: readonly Attempt[]): Generator<Attempt> {
  for (const { rawBody } of others) {
    yield { rawBody, rawHeaders };
    yield { rawBody, rawHeaders: rawHeaders.with(5, md5(rawBody)) };
  }
}

/** CB-8: a CurTime that somebody made longer, with the digest that this gives without knowing the secret. */
function extensionOf({ rawBody, rawHeaders }: Attempt, tail: string): Attempt {
  const [curTime, digest, checkSum] = [rawHeaders[3]!, rawHeaders[5]!, rawHeaders[7]!];
  const extended = extendSha1(checkSum, appSecret.length + digest.length + curTime.length, tail);
  const longer = curTime + extended.suffix.toString('latin1');
  return { rawBody, rawHeaders: rawHeaders.with(3, longer).with(7, extended.digest) };
}

/** What a verifier would do that takes any CurTime. */
function naiveVerifierAccepts({ rawBody, rawHeaders }: Attempt): boolean {
  const [curTime, digest, checkSum] = [rawHeaders[3]!, rawHeaders[5]!, rawHeaders[7]!];
  const signed = createHash('sha1')
    .update(bytes(appSecret + digest + curTime))
    .digest('hex');
  return digest === md5(rawBody) && signed === checkSum;
}

function count(attempts: Iterable<Attempt>): { tried: number; accepted: number } {
  let tried = 0;
  let accepted = 0;
  for (const attempt of attempts) {
    tried += 1;
    if (isAccepted(attempt)) accepted += 1;
  }
  return { tried, accepted };
}

it('takes the twenty that are authentic', () => {
  expect(count(authentic)).toEqual({ tried: 20, accepted: 20 });
});

it('CB-6: takes none of every one-bit change of the bodies and header values of twenty', () => {
  const attempts = authentic.flatMap((one) => [...flipsOf(one)]);
  expect(attempts.length).toBeGreaterThan(85_000);
  expect(count(attempts).accepted).toBe(0);
});

it('CB-6: takes none of random bodies and header values', () => {
  const noise = function* (): Generator<Attempt> {
    for (let n = 0; n < figure(10_000, 1_000_000); n += 1) {
      const { rawBody, rawHeaders } = authentic[n % 20]!;
      const index = [0, 3, 5, 7][n % 4]!;
      const value =
        index === 3 ? String(1451577675000 + 20_000 + n) : randomBytes(index === 5 ? 16 : 20).toString('hex');
      yield index === 0
        ? { rawBody: randomBytes(100), rawHeaders }
        : { rawBody, rawHeaders: rawHeaders.with(index, value) };
    }
  };
  expect(count(noise()).accepted).toBe(0);
}, 600_000);

it('CB-7: takes none with the body, or the body and the digest, of another', () => {
  const bodies = Array.from({ length: figure(250, 2500) }, (_, n) => ({
    rawBody: Buffer.from(`{"n":${n}}`),
    rawHeaders: [],
  }));
  const swaps = authentic.flatMap((one) => [
    ...swapsOf(one, [...authentic.filter((other) => other !== one), ...bodies]),
  ]);
  expect(swaps.length).toBeGreaterThanOrEqual(figure(10_000, 100_000));
  expect(count(swaps).accepted).toBe(0);
}, 600_000);

it('CB-8: takes none whose CurTime was lengthened; a verifier that takes any CurTime takes them all', () => {
  const extended = Array.from({ length: figure(2000, 10_000) }, (_, n) => extensionOf(authentic[n % 20]!, String(n)));
  expect(count(extended).accepted).toBe(0);
  expect(extended.filter(naiveVerifierAccepts)).toHaveLength(extended.length);
}, 600_000);

it('answers 401 over HTTP to a sample of all of them, and keeps nothing', async () => {
  const door = await openDoor();
  const attempts = authentic
    .slice(0, 4)
    .flatMap((one, n) => [
      ...[...flipsOf(one)].filter((_, index) => index % 97 === n),
      ...swapsOf(one, authentic.slice(n + 1, n + 6)),
    ]);
  let sent = 0;
  for (const { rawBody, rawHeaders } of attempts) {
    // What HTTP cannot carry never comes this far.
    if (rawHeaders.some((value) => /[^\t\x20-\x7e]/.test(value))) continue;
    sent += 1;
    expect(await post(door.url, rawBody, rawHeaders)).toEqual({ status: 401, body: '{"code":401}' });
  }
  expect(sent).toBeGreaterThan(150);
  expect(door.received).toEqual([]);
  expect(door.logged).toHaveLength(sent);
});
