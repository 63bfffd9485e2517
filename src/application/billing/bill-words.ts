import type { BillTotals } from '../../domain/bill.ts';
import type { Language } from '../../domain/language.ts';
import type { Basis } from '../../domain/tariff.ts';
import { basisNames } from '../names/call-names.ts';
import { plural } from '../names/plural.ts';

interface Words {
  readonly title: (month: string) => string;
  readonly account: string;
  readonly month: string;
  readonly period: (from: string, to: string) => string;
  readonly issued: string;
  readonly charged: string;
  readonly counted: (totals: BillTotals) => string;
  readonly owed: string;
  readonly hash: string;
  readonly opening: string;
  readonly topUps: string;
  readonly charges: string;
  readonly adjustments: string;
  readonly closing: string;
  readonly amount: (yuan: string) => string;
  readonly bases: Readonly<Record<Basis, string>>;
  /** Of the columns of a paper. */
  readonly columns: readonly [string, string, string, string, string, string, string, string];
  readonly rest: (shown: number, left: number) => string;
  readonly foot: (month: string, page: number) => string;
}

/** What stands on a bill beside its figures. */
export const billWords: Readonly<Record<Language, Words>> = {
  ZH: {
    title: (month) => `专线电话月账单 ${month}`,
    account: '账户编号',
    month: '账期',
    period: (from, to) => `${from} 至 ${to}（北京时间，不含）`,
    issued: '出具时间',
    charged: '通话',
    counted: ({ calls, minutes, seconds }) => `${calls} 次，计费 ${String(minutes)} 分钟，通话 ${String(seconds)} 秒`,
    owed: '新增挂账',
    hash: '内容指纹 SHA-256',
    opening: '期初余额',
    topUps: '充值',
    charges: '通话扣费',
    adjustments: '调整',
    closing: '期末余额',
    amount: (yuan) => `${yuan} 元`,
    bases: basisNames,
    columns: ['记账时间', '类型', '主叫 → 被叫', '业务编号/凭证号', '秒', '分钟', '单价（元）', '金额（元）'],
    rest: (shown, left) => `此处列出前 ${shown} 行，其余 ${left} 行见 CSV 明细。`,
    foot: (month, page) => `专线电话月账单 ${month} · 第 ${page} 页`,
  },
  EN: {
    title: (month) => `Dedicated-line bill, ${month}`,
    account: 'Account',
    month: 'Month',
    period: (from, to) => `${from} until ${to} (Beijing time, exclusive)`,
    issued: 'Issued',
    charged: 'Calls',
    counted: ({ calls, minutes, seconds }) => {
      const talked = `${String(seconds)} ${plural(seconds, 'second', 'seconds')} of talk`;
      return `${calls}, with ${String(minutes)} billed ${plural(minutes, 'minute', 'minutes')} and ${talked}`;
    },
    owed: 'New shortfall',
    hash: 'Content fingerprint, SHA-256',
    opening: 'Opening balance',
    topUps: 'Top-ups',
    charges: 'Call charges',
    adjustments: 'Adjustments',
    closing: 'Closing balance',
    amount: (yuan) => `${yuan} yuan`,
    bases: { CONVERSATION: 'per call', EACH_PARTY: 'per party' },
    columns: ['Accounted', 'Kind', 'Caller → callee', 'Reference', 'Sec.', 'Min.', 'Yuan/min.', 'Yuan'],
    rest: (shown, left) => `The first ${shown} lines are shown here; the other ${left} are in the CSV.`,
    foot: (month, page) => `Dedicated-line bill, ${month} · page ${page}`,
  },
};
