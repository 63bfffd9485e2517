import type { BillLine } from '../../domain/bill.ts';
import { chargedMinutes } from '../../domain/bill.ts';
import { shanghaiTime } from '../../domain/day.ts';
import type { Language } from '../../domain/language.ts';
import type { Column } from '../downloads/table.ts';
import { basisNames } from '../names/call-names.ts';
import { postingNames } from '../names/posting-names.ts';

/** STAT-2: the lines of a bill. In English, kinds and bases are the API's own words. */
export function billColumns(language: Language): readonly Column<BillLine>[] {
  const isChinese = language === 'ZH';
  return [
    {
      title: { ZH: '记账时间（北京时间）', EN: 'Accounted at (Beijing time)' },
      cell: ({ accountingAt }) => accountingAt,
    },
    { title: { ZH: '类型', EN: 'Kind' }, cell: ({ posting }) => (isChinese ? postingNames.ZH[posting] : posting) },
    { title: { ZH: '金额（元）', EN: 'Amount (yuan)' }, cell: ({ amount }) => amount },
    { title: { ZH: '新增挂账（元）', EN: 'New shortfall (yuan)' }, cell: ({ owed }) => owed },
    {
      title: { ZH: '所属账期', EN: 'Adjusts the month' },
      cell: ({ adjusts }) => (adjusts === null ? null : shanghaiTime(adjusts).slice(0, 7)),
    },
    { title: { ZH: '主叫', EN: 'Caller' }, cell: ({ call }) => call?.caller ?? null },
    { title: { ZH: '被叫', EN: 'Callees' }, cell: ({ call }) => call?.callees.join(' ') ?? null },
    {
      title: { ZH: '发起时间（北京时间）', EN: 'Placed at (Beijing time)' },
      cell: ({ call }) => call?.placedAt ?? null,
    },
    { title: { ZH: '通话秒数', EN: 'Talk seconds' }, cell: ({ call }) => call?.talkSeconds ?? null },
    { title: { ZH: '计费分钟', EN: 'Minutes' }, cell: (line) => (line.call ? Number(chargedMinutes(line)) : null) },
    { title: { ZH: '单价（元/分钟）', EN: 'Price (yuan/minute)' }, cell: ({ call }) => call?.pricePerMinute ?? null },
    {
      title: { ZH: '计费方式', EN: 'Basis' },
      cell: ({ call }) => (call && isChinese ? basisNames[call.basis] : (call?.basis ?? null)),
    },
    { title: { ZH: '业务编号/凭证号', EN: 'Reference' }, cell: ({ call, reference }) => call?.reference ?? reference },
    { title: { ZH: '通话编号', EN: 'Call' }, cell: ({ call }) => call?.id ?? null },
    { title: { ZH: '流水号', EN: 'Id' }, cell: ({ id }) => id },
  ];
}
