import type { Language } from '../../domain/language.ts';
import { postingNames } from '../names/posting-names.ts';
import type { LedgerEntry } from '../ports/reads.ts';
import type { Column } from './table.ts';

/** STAT-2: the postings on the balance. In English, kinds are the API's own words. */
export function ledgerColumns(language: Language): readonly Column<LedgerEntry>[] {
  return [
    { title: { ZH: '入账时间（北京时间）', EN: 'Posted at (Beijing time)' }, cell: ({ postedAt }) => postedAt },
    {
      title: { ZH: '记账时间（北京时间）', EN: 'Accounted at (Beijing time)' },
      cell: ({ accountingAt }) => accountingAt,
    },
    { title: { ZH: '类型', EN: 'Kind' }, cell: ({ kind }) => (language === 'ZH' ? postingNames.ZH[kind] : kind) },
    { title: { ZH: '金额（元）', EN: 'Amount (yuan)' }, cell: ({ amount }) => amount },
    { title: { ZH: '余额（元）', EN: 'Balance after (yuan)' }, cell: ({ balanceAfter }) => balanceAfter },
    { title: { ZH: '对象编号', EN: 'Subject' }, cell: ({ subject }) => subject },
    { title: { ZH: '通话编号', EN: 'Call' }, cell: ({ call }) => call },
    { title: { ZH: '凭证号', EN: 'Reference' }, cell: ({ reference }) => reference },
    { title: { ZH: '流水号', EN: 'Id' }, cell: ({ id }) => id },
  ];
}
