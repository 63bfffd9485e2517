import { expect, it } from 'vitest';
import { billWords } from '../../src/application/billing/bill-words.ts';
import { billColumns } from '../../src/application/billing/bill-table.ts';
import { callColumns } from '../../src/application/downloads/call-table.ts';
import { ledgerColumns } from '../../src/application/downloads/ledger-table.ts';
import * as names from '../../src/application/names/call-names.ts';
import { postingNames } from '../../src/application/names/posting-names.ts';
import { halfWidth } from '../support/half-width.ts';

type Texts = Readonly<Record<string, unknown>>;
type Dictionary = Texts & { readonly records: Texts; readonly bills: Texts };

/** The console is another program, with a compiler's settings of its own. */
async function dictionary(language: 'zh' | 'en'): Promise<Dictionary> {
  const file = new URL(`../../console/src/i18n/${language}.ts`, import.meta.url).pathname;
  return ((await import(file)) as Record<string, Dictionary>)[language]!;
}

/** Every text that stands there as it is. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}

it('calls things in the console what bills and exports call them', async () => {
  const [zh, en] = [await dictionary('zh'), await dictionary('en')];
  expect([zh['ledgerKinds'], en['ledgerKinds']]).toEqual([postingNames.ZH, postingNames.EN]);
  expect(zh).toMatchObject({
    callStatus: names.callStatusNames,
    enders: names.enderNames,
    bases: names.basisNames,
    records: { kinds: names.callKindNames, causes: names.hangUpCauseNames },
  });
  expect(en['bases']).toEqual(billWords.EN.bases);
  for (const [language, { bills }] of [
    ['ZH', zh],
    ['EN', en],
  ] as const) {
    const { month, opening, topUps, charges, adjustments, closing, owed } = billWords[language];
    expect(bills).toMatchObject({ month, opening, topUps, charges, adjustments, closing, owed });
  }
});

it('has a title over a column of an export that the console has too', async () => {
  const texts = new Set(textsIn(await dictionary('zh')));
  const plain = (title: string): string => title.replace(/（.*）$/, '');
  const calls = callColumns('ZH').map(({ title }) => plain(title.ZH));
  for (const title of ['发起时间', '类型', '状态', '业务编号', '接通时间', '接通用时', '结束时间', '通话秒数'])
    expect([title, calls.includes(title), texts.has(title)]).toEqual([title, true, true]);
  for (const title of ['计费分钟', '费用', '挂断方', '挂断原因', '线路方会话号'])
    expect([title, calls.includes(title), texts.has(title)]).toEqual([title, true, true]);
  const bill = billColumns('ZH').map(({ title }) => plain(title.ZH));
  for (const title of ['记账时间', '金额', '新增挂账', '业务编号/凭证号', '计费方式'])
    expect([title, bill.includes(title), texts.has(title)]).toEqual([title, true, true]);
  expect(ledgerColumns('ZH').map(({ title }) => plain(title.ZH))).toContain('入账时间');
});

it('writes Chinese with its own punctuation', async () => {
  expect(textsIn(await dictionary('zh')).filter((text) => halfWidth.test(text))).toEqual([]);
});

it('says in English what is one in the singular', async () => {
  const en = (await dictionary('en')) as unknown as Record<string, (count: number) => string>;
  const said = ['minutesLeft', 'fewMinutes', 'minutesCharged', 'someCalls', 'someMinutes'].map((name) => en[name]!(1));
  expect(said).toEqual([
    '1 minute left',
    'Only 1 minute left. Top up, or new calls will be refused.',
    '1 billed minute',
    '1 call',
    '1 minute',
  ]);
});
