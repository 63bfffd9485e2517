import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';

const key = Buffer.alloc(32, 1);
const secrets = new AesSecrets(key);

describe('ROLE-3: what is sealed', () => {
  test('opens as it was, with the same key and context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
        expect(new AesSecrets(key).open(secrets.seal(plain, context), context)).toBe(plain);
      }),
    );
  });

  test('looks different every time, and tells nothing', () => {
    const sealed = Array.from({ length: 50 }, () => secrets.seal('app-secret', 'a/b'));
    expect(new Set(sealed).size).toBe(50);
    expect(sealed.join()).not.toContain('app-secret');
    expect(sealed.join()).not.toContain(Buffer.from('app-secret').toString('base64url').slice(0, 12));
  });

  test.each(['', 'a/c', 'a/b ', 'A/b'])('does not open in the context %j', (context) => {
    const sealed = secrets.seal('app-secret', 'a/b');
    expect(() => secrets.open(sealed, context)).toThrow();
  });

  test('does not open with another key', () => {
    const sealed = secrets.seal('app-secret', 'a/b');
    expect(() => new AesSecrets(Buffer.alloc(32, 2)).open(sealed, 'a/b')).toThrow();
  });

  test('does not open with any bit changed', () => {
    const bytes = Buffer.from(secrets.seal('app-secret', 'a/b').slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => secrets.open(`v1.${changed.toString('base64url')}`, 'a/b')).toThrow();
    }
  });

  test('does not open cut short, or sealed in another way', () => {
    const sealed = secrets.seal('app-secret', 'a/b');
    for (let length = 0; length < sealed.length - 1; length++) {
      expect(() => secrets.open(sealed.slice(0, length), 'a/b')).toThrow();
    }
    expect(() => secrets.open(`v2.${sealed.slice(3)}`, 'a/b')).toThrow('unknown way');
  });

  test('needs a key of 32 bytes', () => {
    expect(() => new AesSecrets(Buffer.alloc(31))).toThrow('32 bytes');
  });
});

describe('a digest', () => {
  test('of a short secret needs the key', () => {
    expect(secrets.digest('000001')).toBe(new AesSecrets(key).digest('000001'));
    expect(secrets.digest('000001')).not.toBe(new AesSecrets(Buffer.alloc(32, 2)).digest('000001'));
    expect(secrets.digest('000001')).not.toBe(secrets.fingerprint('000001'));
  });

  test('of a long one is plain SHA-256, of text or bytes', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(secrets.fingerprint('abc')).toBe(abc);
    expect(secrets.fingerprint(new TextEncoder().encode('abc'))).toBe(abc);
  });
});
