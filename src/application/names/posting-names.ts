import type { Language } from '../../domain/language.ts';
import type { TransferKind } from '../../domain/ledger.ts';

/** What people call postings: on bills, in exports, and in the console. */
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
    CORRECTION_RELIEF: '更正减免',
    CORRECTION_CREDIT: '更正退回',
    ADJUSTMENT_CREDIT: '调整入账',
    ADJUSTMENT_DEBIT: '调整扣款',
    PAY_IN: '线下入账',
    PAY_OUT: '余额退款',
  },
  EN: {
    TOP_UP: 'Top-up',
    CALL_CHARGE: 'Call charge',
    LATE_CALL_CHARGE: 'Late call charge',
    SHORTFALL: 'Shortfall',
    SHORTFALL_COLLECTED: 'Shortfall collected',
    SHORTFALL_WRITTEN_OFF: 'Shortfall written off',
    CORRECTION_CHARGE: 'Correction charge',
    CORRECTION_SHORTFALL: 'Correction shortfall',
    CORRECTION_RELIEF: 'Correction relief',
    CORRECTION_CREDIT: 'Correction credit',
    ADJUSTMENT_CREDIT: 'Adjustment credit',
    ADJUSTMENT_DEBIT: 'Adjustment debit',
    PAY_IN: 'Offline payment',
    PAY_OUT: 'Balance refund',
  },
};
