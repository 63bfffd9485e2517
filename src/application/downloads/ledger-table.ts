import type { Language } from '../../domain/language.ts';
import type { TransferKind } from '../../domain/ledger.ts';
import type { LedgerEntry } from '../ports/reads.ts';
import type { Column } from './table.ts';

const kinds: Readonly<Record<TransferKind, string>> = {
  TOP_UP: '充值',
  CALL_CHARGE: '通话扣费',
  LATE_CALL_CHARGE: '补扣通话费',
  SHORTFALL: '挂账',
  SHORTFALL_COLLECTED: '挂账补缴',
  SHORTFALL_WRITTEN_OFF: '挂账核销',
  CORRECTION_CHARGE: '更正补扣',
  CORRECTION_SHORTFALL: '更正挂账',
  CORRECTION_RELIEF: '更正减免挂账',
  CORRECTION_CREDIT: '更正退款',
  ADJUSTMENT_CREDIT: '调整入账',
  ADJUSTMENT_DEBIT: '调整扣款',
  PAY_IN: '线下入款',
  PAY_OUT: '退出余额',
};

/** STAT-2: the postings on the balance. */
export function ledgerColumns(language: Language): readonly Column<LedgerEntry>[] {
  return [
    { title: { ZH: '入账时间（北京时间）', EN: 'Posted at (China time)' }, cell: ({ postedAt }) => postedAt },
    {
      title: { ZH: '记账时间（北京时间）', EN: 'Accounted at (China time)' },
      cell: ({ accountingAt }) => accountingAt,
    },
    { title: { ZH: '类型', EN: 'Kind' }, cell: ({ kind }) => (language === 'ZH' ? kinds[kind] : kind) },
    { title: { ZH: '金额（元）', EN: 'Amount (yuan)' }, cell: ({ amount }) => amount },
    { title: { ZH: '余额（元）', EN: 'Balance after (yuan)' }, cell: ({ balanceAfter }) => balanceAfter },
    { title: { ZH: '对象编号', EN: 'Subject' }, cell: ({ subject }) => subject },
    { title: { ZH: '通话编号', EN: 'Call' }, cell: ({ call }) => call },
    { title: { ZH: '外部凭证号', EN: 'Reference' }, cell: ({ reference }) => reference },
    { title: { ZH: '流水号', EN: 'Id' }, cell: ({ id }) => id },
  ];
}
