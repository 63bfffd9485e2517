import { describe, expect, test } from 'vitest';
import { Argon2Passwords } from '../../../src/adapters/system/argon2-passwords.ts';
import type { PasswordHasher } from '../../../src/application/ports/secrets.ts';
import { cheapPasswords } from '../../support/fixed.ts';

const hashers: readonly (readonly [string, PasswordHasher])[] = [
  ['argon2', new Argon2Passwords()],
  ['the cheap one of the tests', cheapPasswords],
];

describe.each(hashers)('a password, hashed by %s', (_name, passwords) => {
  test('is known again, and no other is', async () => {
    const hash = await passwords.hash('correct horse 电池');
    expect(hash).not.toContain('correct');
    expect(await passwords.verify(hash, 'correct horse 电池')).toBe(true);
    expect(await passwords.verify(hash, 'correct horse 电')).toBe(false);
    expect(await passwords.verify(hash, '')).toBe(false);
  });

  test('of nobody is always wrong', async () => {
    expect(await passwords.verify(null, 'correct horse 电池')).toBe(false);
    expect(await passwords.verify(null, '')).toBe(false);
  });
});

test('argon2id is used, as strongly as OWASP asks, with a salt of its own each time', async () => {
  const passwords = new Argon2Passwords();
  const [one, other] = [await passwords.hash('same password'), await passwords.hash('same password')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});
