import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TopUpId } from '../../src/domain/ids.ts';
import { parseTransferReference, transferReference } from '../../src/domain/transfer-reference.ts';

const ids = fc.uuid().map((id) => id as TopUpId);
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXY'.match(/./g)!;

describe('BANK-1: what a customer writes on its transfer', () => {
  test('is short, without letters that look alike, and the same for the same top-up', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const reference = transferReference(id);
        expect(reference).toMatch(/^ZX[2-9A-HJKMNP-TV-Y]{11}$/);
        expect(transferReference(id)).toBe(reference);
      }),
    );
  });

  test('is read as people copy it', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const reference = transferReference(id);
        const copied = ` ${reference.slice(0, 5).toLowerCase()}-${reference.slice(5, 9)} ${reference.slice(9)} `;
        expect(parseTransferReference(copied)).toBe(reference);
      }),
    );
  });

  test('is not taken for another with one character wrong, or two that changed places', () => {
    const place = fc.integer({ min: 2, max: 11 });
    fc.assert(
      fc.property(ids, place, place, fc.constantFrom(...alphabet), (id, at, other, character) => {
        const reference = transferReference(id);
        const characters = [...reference];
        characters[at] = character;
        if (character !== reference[at]) expect(parseTransferReference(characters.join(''))).toBeNull();
        const swapped = [...reference];
        [swapped[at], swapped[other]] = [reference[other]!, reference[at]!];
        if (reference[at] !== reference[other]) expect(parseTransferReference(swapped.join(''))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['', 'ZX', '7K2', 'ZX00000000000', 'zx2222222222!'])('is not %j', (text) => {
    expect(parseTransferReference(text)).toBeNull();
  });
});
