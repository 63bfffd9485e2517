import { expect, it } from 'vitest';
import { CryptoRandom } from '../src/adapters/system/crypto-random.ts';
import { leakIn } from './support/secrecy.ts';

it.each([
  ['a mobile', '{"to":"13900000001"}', 'a full mobile number'],
  ['one within words', 'to +8613900000001x', null],
  ['one that is masked', '{"to":"139****0001"}', null],
  ['a longer number', '113900000001234', null],
  ['a password', '{"given":"correct horse 电池"}', 'a password of the tests'],
  ['an AppSecret', '{"given":"app-secret-2"}', 'an AppSecret of the tests'],
  ['an id', `{"id":"3f0a1d6e-9c1b-4f7e-8a55-0d3c5c1f2b77"}`, null],
  ['an id that looks like one', '{"id":"29ea84a1-c7b3-4c1f-b378-c13900000001"}', null],
  ['a digest', 'a'.repeat(64), null],
])('finds in a log line %s where there is one', (_name, line, found) => {
  const leak = leakIn(line);
  if (found === null) expect(leak).toBeNull();
  else expect(leak).toMatch(`${found}: `);
});

it('finds every token, and repeats none', () => {
  const random = new CryptoRandom();
  for (let count = 0; count < 1000; count++) {
    const token = random.token();
    const leak = leakIn(`{"header":"Bearer ${token}"}`);
    if (!/^a token: /.test(leak ?? '') && /\d/.test(token)) throw new Error('A token was not found.');
    expect(leak ?? '').not.toContain(token);
  }
});
