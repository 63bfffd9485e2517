import type { BillTotals } from '../../domain/bill.ts';
import type { Language } from '../../domain/language.ts';
import type { Basis } from '../../domain/tariff.ts';

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
    period: (from, to) => `${from} 至 ${to} (北京时间, 不含)`,
    issued: '出账时间',
    charged: '通话',
    counted: ({ calls, minutes, seconds }) => `${calls} 次, 计费 ${String(minutes)} 分钟, 通话 ${String(seconds)} 秒`,
    owed: '本月新增挂账',
    hash: '校验码 SHA-256',
    opening: '期初余额',
    topUps: '充值',
    charges: '通话扣费',
    adjustments: '调整',
    closing: '期末余额',
    amount: (yuan) => `${yuan} 元`,
    bases: { CONVERSATION: '按通话', EACH_PARTY: '按每方' },
    columns: ['时间', '类型', '主叫 → 被叫', '参考号', '秒', '分钟', '单价(元)', '金额(元)'],
    rest: (shown, left) => `此处列出前 ${shown} 行, 其余 ${left} 行见 CSV 明细。`,
    foot: (month, page) => `专线电话月账单 ${month} · 第 ${page} 页`,
  },
  EN: {
    title: (month) => `Bill of ${month} for dedicated-line calls`,
    account: 'Account',
    month: 'Month',
    period: (from, to) => `from ${from} to before ${to} (Beijing time)`,
    issued: 'Issued',
    charged: 'Calls',
    counted: ({ calls, minutes, seconds }) =>
      `${calls}, of ${String(minutes)} charged minutes and ${String(seconds)} seconds of talk`,
    owed: 'Newly owed',
    hash: 'SHA-256',
    opening: 'Opening balance',
    topUps: 'Top-ups',
    charges: 'Charges of calls',
    adjustments: 'Adjustments',
    closing: 'Closing balance',
    amount: (yuan) => `${yuan} yuan`,
    bases: { CONVERSATION: 'a call', EACH_PARTY: 'a party' },
    columns: ['Time', 'Kind', 'Caller → callee', 'Reference', 'Sec.', 'Min.', 'Price', 'Yuan'],
    rest: (shown, left) => `These are the first ${shown} lines; the other ${left} are in the CSV.`,
    foot: (month, page) => `Bill of ${month} · page ${page}`,
  },
};
