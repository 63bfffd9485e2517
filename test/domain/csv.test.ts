import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Cell } from '../../src/domain/csv.ts';
import { csvLine } from '../../src/domain/csv.ts';
import { Money } from '../../src/domain/money.ts';

/** What a reader by RFC 4180 sees of one line. */
function read(line: string): readonly string[] {
  expect(line.endsWith('\r\n')).toBe(true);
  const cells = [...`${line.slice(0, -2)},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/gs)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

it('writes numbers, money and times as a spreadsheet reads them', () => {
  const time = new Date('2026-03-02T04:00:00.999Z');
  const cells: readonly Cell[] = [-5, Money.fen(-2400), time, null, '专线'];
  expect(csvLine(cells)).toBe('-5,-24.00,2026-03-02 12:00:00,,专线\r\n');
});

it('quotes what has a comma, a quote or the end of a line', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\r\nlines', 'plain'])).toBe('"a,b","say ""hi""","two\r\nlines",plain\r\n');
});

it.each(['=1+1', '+86', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x","y")'])(
  'makes no formula of %j, which somebody else wrote',
  (text) => {
    expect(read(csvLine([text]))).toEqual([`'${text}`]);
  },
);

it.each(['057186778825', '13800000001', '123456789012345678', '1E5', '1.50'])('keeps %s a text', (text) => {
  expect(read(csvLine([text]))).toEqual([`${text}\t`]);
});

it('gives back any texts, but for the mark that keeps them texts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (texts) => {
      const seen = read(csvLine(texts));
      expect(seen.length).toBe(texts.length);
      for (const [index, text] of texts.entries()) expect([text, `'${text}`, `${text}\t`]).toContain(seen[index]);
      expect(seen.some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false);
    }),
  );
});
