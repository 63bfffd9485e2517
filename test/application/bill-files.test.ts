import { describe, expect, test } from 'vitest';
import { PdfPrinter } from '../../src/adapters/pdf/pdf-printer.ts';
import { billCsv, billDownload, billPdf } from '../../src/application/billing/export-bill.ts';
import type { DownloadFile } from '../../src/application/downloads/download-file.ts';
import type { BillLine } from '../../src/domain/bill.ts';
import type { Language } from '../../src/domain/language.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';
import { billedLine, billOf, readsOf } from '../support/billed.ts';
import { halfWidth } from '../support/half-width.ts';
import { pagesOf } from '../support/pdf-text.ts';

async function bytesOf(file: DownloadFile | null): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of file?.pieces ?? []) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function link(language: Language) {
  return billDownload(a.accountId, '2026-02', 'PDF', language);
}

async function pdfOf(lines: readonly BillLine[], language: Language, company?: string) {
  const reads = readsOf(billOf(lines), lines, company);
  return await pagesOf(await bytesOf(await billPdf({ reads, printer: new PdfPrinter() })(link(language))));
}

const none = { call: null, reference: 'contract 17' } as const;
const lines = [
  billedLine(0, { ...none, posting: 'TOP_UP', amount: Money.fen(10_000_00) }),
  billedLine(1),
  billedLine(2, { adjusts: new Date('2025-12-31T16:00:00Z'), posting: 'LATE_CALL_CHARGE' }),
  billedLine(3, { ...none, posting: 'ADJUSTMENT_DEBIT', amount: Money.fen(-5) }),
];

describe('BILL-4: a bill as PDF', () => {
  test('in Chinese: its sums, its minutes, its hash and its lines', async () => {
    const [page] = await pdfOf(lines, 'ZH');
    for (const line of [
      '专线电话月账单 2026-02',
      '专线测试公司',
      '账期 2026-02-01 00:00 至 2026-03-01 00:00（北京时间，不含）',
      '通话 2 次，计费 4 分钟，通话 122 秒',
      `内容指纹 SHA-256 ${'ab'.repeat(32)}`,
      '期初余额 1000.00 元',
      '充值 10000.00 元',
      '通话扣费 -0.24 元',
      '调整 -0.29 元',
      '期末余额 10999.47 元',
      '2026-02-01 00:00 通话扣费 13800000001 → 057186778825 订单-1 61 2 0.12 按通话 -0.24',
      '2026-02-01 00:00 调整扣款 contract 17 -0.05',
    ])
      expect(page?.lines).toContain(line);
    expect(page?.lines.join('\n')).not.toMatch(halfWidth);
    // The month that it adjusts, wrapped beneath its kind.
    expect(page?.lines).toContain('2026-01');
  });

  test('in English', async () => {
    const [page] = await pdfOf(lines, 'EN');
    for (const line of [
      'Dedicated-line bill, 2026-02',
      'Calls 2, with 4 billed minutes and 122 seconds of talk',
      'Opening balance 1000.00 yuan',
      'Closing balance 10999.47 yuan',
      '2026-02-01 00:00 Call charge 13800000001 → 057186778825 订单-1 61 2 0.12 per call -0.24',
    ])
      expect(page?.lines).toContain(line);
  });

  test('has a thousand lines at most, and says that the rest is in the CSV', async () => {
    const many = Array.from({ length: 1003 }, (_, index) => billedLine(index));
    const text = (await pdfOf(many, 'ZH')).map((page) => page.text).join('\n');
    expect(text.match(/通话扣费 13800000001/g)).toHaveLength(1000);
    expect(text).toContain('此处列出前 1000 行，其余 3 行见 CSV 明细。');
  });

  test('is nowhere while the month has no bill', async () => {
    const reads = readsOf(null, []);
    expect(await billPdf({ reads, printer: new PdfPrinter() })(link('ZH'))).toBeNull();
    expect(await billCsv({ reads })(link('ZH'))).toBeNull();
  });
});

test('STAT-2: the lines of a bill as CSV, all of them', async () => {
  const many = Array.from({ length: 1003 }, (_, index) => billedLine(index));
  const text = (await bytesOf(await billCsv({ reads: readsOf(billOf(many), many) })(link('EN')))).toString();
  const rows = text.split('\r\n').filter((row) => row !== '');
  expect(rows).toHaveLength(1004);
  expect(rows[0]).toMatch(/^\uFEFFAccounted at/);
  expect(rows[1]).toContain('2026-02-01 00:00:00,CALL_CHARGE,-0.24,0.00,');
});
