import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PdfPrinter } from '../../../src/adapters/pdf/pdf-printer.ts';
import type { Paper } from '../../../src/application/ports/printer.ts';
import * as a from '../../support/a.ts';
import { pagesOf } from '../../support/pdf-text.ts';

function paper(rows: readonly (readonly string[])[], given: Partial<Paper> = {}): Paper {
  return {
    language: 'zh-CN',
    title: '专线电话月账单 2026-10',
    owner: '杭州某某网络科技股份有限公司',
    facts: [['账期', '2026-10']],
    sums: [
      ['期初余额', '1,000.00 元'],
      ['期末余额', '10,000.04 元'],
    ],
    columns: [
      { title: '类型', share: 2, isNumber: false },
      { title: '参考号', share: 4, isNumber: false },
      { title: '金额(元)', share: 1, isNumber: true },
    ],
    rows: slowly(rows),
    note: '其余 234 行见 CSV 明细。',
    foot: (page) => `第 ${page} 页`,
    createdAt: a.noon,
    ...given,
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- as from a database
async function* slowly(rows: readonly (readonly string[])[]): AsyncGenerator<readonly string[]> {
  yield* rows;
}

async function printed(one: Paper): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of new PdfPrinter().print(one)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const numbered = (count: number): string[][] =>
  Array.from({ length: count }, (_, index) => ['通话扣费', `订单-${index + 1}`, `${index}.12`]);

describe('a printed paper', () => {
  test('holds its words as text, Chinese and other', async () => {
    const [page] = await pagesOf(await printed(paper([['通话扣费', 'order “α” & <b>', '0.24']])));
    expect(page?.lines).toEqual([
      '专线电话月账单 2026-10',
      '杭州某某网络科技股份有限公司',
      '账期 2026-10',
      '期初余额 1,000.00 元',
      '期末余额 10,000.04 元',
      '类型 参考号 金额(元)',
      '通话扣费 order “α” & <b> 0.24',
      '其余 234 行见 CSV 明细。',
      '第 1 页',
    ]);
  });

  test('goes on over pages, each with the head of the table and its number, and loses no row', async () => {
    const pages = await pagesOf(await printed(paper(numbered(130))));
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, { lines }] of pages.entries()) {
      expect(lines.filter((line) => line === '类型 参考号 金额(元)')).toHaveLength(1);
      expect(lines.at(-1)).toBe(`第 ${index + 1} 页`);
    }
    const rows = pages.flatMap(({ lines }) => lines.filter((line) => line.startsWith('通话扣费')));
    expect(rows).toEqual(numbered(130).map((cells) => cells.join(' ')));
  });

  test('wraps what is long, then cuts it, and draws nothing beyond an edge', async () => {
    const long = '很长的公司名称'.repeat(60);
    const rows = Array.from({ length: 60 }, () => ['A'.repeat(300), 'word '.repeat(200), '1']);
    const pages = await pagesOf(
      await printed(paper(rows, { title: long, owner: long, note: long, facts: [[long, long]] })),
    );
    for (const { right, bottom, width } of pages) {
      expect(right).toBeLessThan(width - 40);
      expect(bottom).toBeGreaterThan(20);
    }
    expect(pages.flatMap(({ lines }) => lines.filter((line) => line.includes('1'))).length).toBeGreaterThanOrEqual(60);
    expect(pages[0]?.text).toContain('…');
  });

  test('keeps a row in one place, whatever its words hold', async () => {
    const [page] = await pagesOf(await printed(paper([['a\nb\tc\r\n', ' ', '9']])));
    expect(page?.lines).toContain('a b c 9');
  });

  test('without rows or a note is whole', async () => {
    const [page, ...more] = await pagesOf(await printed(paper([], { note: null })));
    expect(more).toEqual([]);
    expect(page?.lines.at(-2)).toBe('类型 参考号 金额(元)');
  });

  test('is the same bytes each time', async () => {
    const [one, other] = [await printed(paper(numbered(3))), await printed(paper(numbered(3)))];
    expect(other.equals(one)).toBe(true);
  });

  test('carries no more of its font than it uses', async () => {
    expect((await printed(paper(numbered(200)))).length).toBeLessThan(100_000);
  });
});

describe('whoever prints', () => {
  test('is told when the rows fail halfway', async () => {
    async function* failing(): AsyncGenerator<readonly string[]> {
      yield* numbered(20);
      await Promise.reject(new Error('the database is gone'));
    }
    await expect(printed(paper([], { rows: failing() }))).rejects.toThrow('the database is gone');
  });

  test('reads no more rows than a reader who left has seen', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<readonly string[]> {
      for (; read < 100_000; read++) yield* slowly([['通话扣费', String(read), '1']]);
    }
    for await (const piece of new PdfPrinter().print(paper([], { rows: endless() }))) {
      if (piece.length > 0 && read > 100) break;
    }
    await turn();
    const left = read;
    for (let turns = 0; turns < 20; turns++) await turn();
    expect(read).toBe(left);
  });
});
