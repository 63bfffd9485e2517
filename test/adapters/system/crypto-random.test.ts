import { expect, test } from 'vitest';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import type { Random } from '../../../src/application/ports/secrets.ts';
import { CountedRandom } from '../../support/fixed.ts';

test.each<[string, Random]>([
  ['drawn', new CryptoRandom()],
  ['counted', new CountedRandom()],
])('%s values have the shapes that the port promises, and none comes twice', (_name, random) => {
  const ids = Array.from({ length: 200 }, () => random.id());
  const tokens = Array.from({ length: 200 }, () => random.token());
  const codes = Array.from({ length: 200 }, () => random.code());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  for (const code of codes) expect(code).toMatch(/^\d{6}$/);
  expect(new Set([...ids, ...tokens]).size).toBe(400);
});
