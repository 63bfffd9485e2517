import { describe, expect, test } from 'vitest';
import { maskedEmails } from '../../src/application/notices/masked-emails.ts';
import { noticeMail } from '../../src/application/notices/notice-mail.ts';
import type { Mail } from '../../src/application/ports/mailer.ts';
import type { Language } from '../../src/domain/language.ts';
import { Money } from '../../src/domain/money.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { billIssued, limitHit, lowBalance, serviceSuspended, webhookGivenUp } from '../../src/domain/notice.ts';
import * as a from '../support/a.ts';
import { halfWidth } from '../support/half-width.ts';

const company = '<b>专线 & "Söhne"</b>';

function mail(notice: Notice, language: Language): Mail {
  return noticeMail({ company, email: 'one@example.cn', language, notice });
}

/** What it says in either language. */
function both(notice: Notice): { zh: Mail; en: Mail; lines: readonly string[] } {
  const [zh, en] = [mail(notice, 'ZH'), mail(notice, 'EN')];
  expect(zh.subject + zh.text).not.toMatch(halfWidth);
  return { zh, en, lines: [...zh.text.split('\n'), ...en.text.split('\n')] };
}

describe('NOTICE-3: what an account’s people read, in Chinese or in English', () => {
  test('of few minutes left: exact money and minutes', () => {
    const facts = { available: Money.fen(1199), minutes: 99, threshold: 100 };
    const { zh, en, lines } = both(lowBalance(facts, 1, a.noon));
    expect([zh.to, zh.subject, en.subject]).toEqual([
      'one@example.cn',
      '余额提醒：剩余 99 分钟',
      'Low balance: 99 minutes left',
    ]);
    for (const line of ['可用余额：11.99 元', '剩余分钟：99 分钟', 'Available: 11.99 yuan', 'Minutes left: 99'])
      expect(lines).toContain(line);
    expect(zh.text).toContain(`“${company}”的可用余额不足 100 分钟`);
    expect(en.text).not.toMatch(/\p{Script=Han}(?<!专|线)/u);
  });

  test('of a bill: its month and its sums', () => {
    const bill = billIssued({ month: '2026-02', charged: Money.fen(123_456_78), closing: Money.zero }, a.noon);
    const { zh, en, lines } = both(bill);
    expect([zh.subject, en.subject]).toEqual(['2026-02 专线电话账单', 'Your dedicated-line bill for 2026-02']);
    expect(zh.text).toContain('2026 年 2 月的专线电话账单');
    for (const line of ['本月扣费：123456.78 元', '月末余额：0.00 元', 'Charged this month: 123456.78 yuan'])
      expect(lines).toContain(line);
  });

  test('of a suspension: its reason, and the time in Beijing', () => {
    const suspension = { reason: '未付款 <script>', since: a.noon };
    const { lines } = both(serviceSuspended(suspension, null));
    expect(lines).toContain('原因：未付款 <script>');
    expect(lines).toContain('时间：2026-03-02 12:00（北京时间）');
    expect(lines).toContain('Since: 2026-03-02 12:00 (Beijing time)');
    expect(mail(serviceSuspended(suspension, { id: a.appId, name: '客服' }), 'ZH').text).toContain('应用“客服”');
  });

  test('of a receiver that was given up: where it is, and since when', () => {
    const { lines } = both(webhookGivenUp('https://example.cn/ends', { id: a.appId, name: '客服' }, a.noon));
    expect(lines).toContain('接收地址：https://example.cn/ends');
    expect(lines).toContain('停止时间：2026-03-02 12:00（北京时间）');
  });

  test('counts one of something as one', () => {
    const facts = { available: Money.fen(12), minutes: 1, threshold: 1 };
    const { en } = both(lowBalance(facts, 1, a.noon));
    expect(en.subject).toBe('Low balance: 1 minute left');
    expect(en.text).toContain('fewer than 1 minute.');
  });

  test.each([
    ['SPEND_PER_DAY', Money.fen(100_00), '上限：100.00 元', 'Limit: 100.00 yuan'],
    ['CALLS_AT_ONCE_ACCOUNT', 100, '上限：100 个通话', 'Limit: 100 calls'],
    ['CALLS_AT_ONCE_APP', 50, '上限：50 个通话', 'Limit: 50 calls'],
  ] as const)('of a limit: %s', (limit, value, zh, en) => {
    const notice = limitHit({ code: 'LIMIT_REACHED', limit, value, freeAt: null }, { name: '客服' }, a.noon);
    expect(both(notice!).lines).toEqual(expect.arrayContaining([zh, en]));
  });

  test('as a page in which other people’s words are words', () => {
    const reason = `<img src=x onerror="alert('1')">`;
    const { html } = mail(serviceSuspended({ reason, since: a.noon }, null), 'EN');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;');
    expect(html).toContain('&lt;b&gt;专线 &amp; &quot;Söhne&quot;&lt;/b&gt;');
    expect(html).not.toMatch(/<img|<script|<b>专线/);
  });
});

test('addresses in a mail server’s answer are masked', () => {
  expect(maskedEmails('Error: 550 <li.lei+work@mail.example.cn>: no such mailbox, (b@example.cn)')).toBe(
    'Error: 550 <l***@mail.example.cn>: no such mailbox, (b***@example.cn)',
  );
});
