import type { Bill, BillLine } from '../../domain/bill.ts';
import { chargedMinutes, closingOf } from '../../domain/bill.ts';
import { shanghaiTime } from '../../domain/day.ts';
import type { Language } from '../../domain/language.ts';
import { monthName } from '../../domain/month.ts';
import { postingNames } from '../names/posting-names.ts';
import type { Paper } from '../ports/printer.ts';
import { billWords } from './bill-words.ts';

/** All lines of a bill are in its CSV. */
export const LINES_ON_PAPER = 1000;

const shares = [3, 2.8, 4.8, 3.6, 1.1, 1.1, 2.2, 2] as const;
const NUMBERS_FROM = 4;

interface Printed {
  readonly bill: Bill;
  /** The company or team. */
  readonly owner: string;
  readonly language: Language;
  /** The first of its lines, up to {@link LINES_ON_PAPER}. */
  readonly lines: AsyncIterable<BillLine>;
}

/** BILL-4, STAT-2: a bill as people keep it. */
export function billPaper({ bill, owner, language, lines }: Printed): Paper {
  const words = billWords[language];
  const { totals, month } = bill;
  const name = monthName(month);
  const left = totals.lines - LINES_ON_PAPER;
  return {
    language: language === 'ZH' ? 'zh-CN' : 'en',
    title: words.title(name),
    owner,
    facts: [
      [words.account, bill.account],
      [words.month, words.period(shanghaiTime(month.start), shanghaiTime(month.end))],
      [words.issued, shanghaiTime(bill.issuedAt)],
      [words.charged, words.counted(totals)],
      ...(totals.owed.isZero ? [] : [[words.owed, words.amount(totals.owed.toYuan())] as const]),
      [words.hash, bill.hash],
    ],
    sums: sumsOf(bill, language),
    columns: words.columns.map((title, index) => ({
      title,
      share: shares[index] ?? 1,
      isNumber: index >= NUMBERS_FROM,
    })),
    rows: rowsOf(lines, language),
    note: left > 0 ? words.rest(LINES_ON_PAPER, left) : null,
    foot: (page) => words.foot(name, page),
    createdAt: bill.issuedAt,
  };
}

function sumsOf(bill: Bill, language: Language): Paper['sums'] {
  const words = billWords[language];
  const { opening, totals } = bill;
  const sums = [
    [words.opening, opening],
    [words.topUps, totals.topUps],
    [words.charges, totals.charges.times(-1n)],
    [words.adjustments, totals.adjustments],
    [words.closing, closingOf(bill)],
  ] as const;
  return sums.map(([name, amount]) => [name, words.amount(amount.toYuan())] as const);
}

async function* rowsOf(lines: AsyncIterable<BillLine>, language: Language): AsyncGenerator<readonly string[]> {
  for await (const line of lines) yield rowOf(line, language);
}

function rowOf(line: BillLine, language: Language): readonly string[] {
  const { call, adjusts, amount, accountingAt } = line;
  const kind = postingNames[language][line.posting];
  const known = [shanghaiTime(accountingAt), adjusts === null ? kind : `${kind} ${shanghaiTime(adjusts).slice(0, 7)}`];
  if (call === null) return [...known, '', line.reference ?? '', '', '', '', amount.toYuan()];
  return [
    ...known,
    `${call.caller} → ${call.callees.join(', ')}`,
    call.reference ?? line.reference ?? '',
    call.talkSeconds === null ? '' : String(call.talkSeconds),
    String(chargedMinutes(line)),
    `${call.pricePerMinute.toYuan()} ${billWords[language].bases[call.basis]}`,
    amount.toYuan(),
  ];
}
