import type { Language } from '../../domain/language.ts';
import type { TransferKind } from '../../domain/ledger.ts';

/** What people call postings. */
export const postingNames: Readonly<Record<Language, Readonly<Record<TransferKind, string>>>> = {
  ZH: {
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
  },
  EN: {
    TOP_UP: 'Top-up',
    CALL_CHARGE: 'Call',
    LATE_CALL_CHARGE: 'Call, late',
    SHORTFALL: 'Owed for a call',
    SHORTFALL_COLLECTED: 'Owed, paid',
    SHORTFALL_WRITTEN_OFF: 'Owed, forgiven',
    CORRECTION_CHARGE: 'Correction',
    CORRECTION_SHORTFALL: 'Correction, owed',
    CORRECTION_RELIEF: 'Correction, forgiven',
    CORRECTION_CREDIT: 'Correction, returned',
    ADJUSTMENT_CREDIT: 'Adjustment',
    ADJUSTMENT_DEBIT: 'Adjustment',
    PAY_IN: 'Paid in',
    PAY_OUT: 'Paid out',
  },
};
