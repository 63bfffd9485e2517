import { expect, onTestFinished, test } from 'vitest';
import { SmtpMailer } from '../../src/adapters/mail/smtp-mailer.ts';
import { PdfPrinter } from '../../src/adapters/pdf/pdf-printer.ts';
import { enclosuresOf } from '../../src/application/notices/enclosures.ts';
import { noticeMail } from '../../src/application/notices/notice-mail.ts';
import type { NoticeMail } from '../../src/application/ports/notice-mails.ts';
import type { BillLine } from '../../src/domain/bill.ts';
import type { Download } from '../../src/domain/download.ts';
import type { MemberId } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { billIssued } from '../../src/domain/notice.ts';
import * as a from '../support/a.ts';
import { billedLine, billOf, readsOf } from '../support/billed.ts';
import { FixedClock } from '../support/fixed.ts';
import { pagesOf } from '../support/pdf-text.ts';
import { SmtpServer } from '../support/smtp-server.ts';

const sums = { month: '2026-02', charged: Money.fen(24), closing: Money.fen(999_76) };
const mail: NoticeMail = {
  ...{ account: a.accountId, company: '专线测试公司', language: 'ZH', member: 'one' as MemberId, attempt: 1 },
  ...{ email: 'one@example.cn', notice: billIssued(sums, a.noon) },
};

function worldOf(lines: readonly BillLine[]) {
  const made: Download[] = [];
  const downloads = {
    linkTo: (one: Download) => `https://calls.example.cn/downloads/${made.push(one)}`,
    read: () => null,
  };
  const ports = { reads: readsOf(billOf(lines), lines), printer: new PdfPrinter(), downloads, clock: new FixedClock() };
  return { enclose: enclosuresOf(ports), made, clock: ports.clock };
}

test('BILL-2: a bill goes with its notice, as PDF and CSV, over SMTP', async () => {
  const server = await SmtpServer.start();
  onTestFinished(() => server.stop());
  const { enclose } = worldOf([billedLine(1)]);
  const sent = noticeMail(mail, await enclose(mail));
  await new SmtpMailer({ url: server.url, from: 'no-reply@example.cn' }).send(sent);
  const raw = server.received[0]!.text;
  const parts = [...raw.matchAll(/Content-Type: (application\/pdf|text\/csv)[^]*?\n\n([A-Za-z0-9+/=\n]+)\n--/g)];
  expect(parts.map(([, type]) => type)).toEqual(['application/pdf', 'text/csv']);
  const [pdf, csv] = parts.map(([, , body]) => Buffer.from(body!, 'base64'));
  expect((await pagesOf(pdf!))[0]?.lines).toContain('期末余额 999.76 元');
  expect(csv!.toString()).toContain('订单-1');
  expect(sent.text).toContain('见附件');
});

test('BILL-2: above 5 MiB it is linked, for 30 days', async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => billedLine(index));
  const { enclose, made, clock } = worldOf(lines);
  const sent = noticeMail(mail, await enclose(mail));
  expect(sent.attachments).toEqual([]);
  expect(sent.text).toContain('账单-2026-02.pdf：https://calls.example.cn/downloads/1');
  expect(sent.text).toContain('账单-2026-02.csv：https://calls.example.cn/downloads/2');
  const days = (clock.wall().getTime() + 30 * 86_400_000) / 1000;
  expect(made.map(({ kind, expires }) => [kind, expires.getTime() / 1000])).toEqual([
    ['bill.pdf', Math.floor(days)],
    ['bill.csv', Math.floor(days)],
  ]);
});

test('no other notice has anything with it', async () => {
  const { enclose } = worldOf([]);
  const facts = { kind: 'LOW_BALANCE', available: Money.zero, minutes: 0, threshold: 100 } as const;
  const nothing = await enclose({ ...mail, notice: { key: 'k', facts, at: a.noon } });
  expect(nothing).toEqual({ attachments: [], links: [] });
});
