import type { BillLineKind, BillLineState } from '../api/generated/graphql.ts';
import { whole } from '../parts/count.ts';

const lineKinds: Record<BillLineKind, string> = { TOP_UP: '充值', CHARGE: '通话', ADJUSTMENT: '调整' };

const checkStates: Record<BillLineState, string> = {
  MATCHED: '一致',
  DURATION_DIFFERS: '时长不一致',
  MISSING_AT_PROVIDER: '线路方无记录',
  UNCHECKED: '未核对',
};

/** 月账单。 */
export const billsZh = {
  title: '月账单',
  about: '每月 2 日出具上个月的账单，出具后不再改变；月份按北京时间。',
  nothing: '还没有出具过账单；第一份账单在首个自然月结束后的 2 日出具。',
  chooseMonth: '选择月份',
  month: '账期',
  bill: (month: string): string => `${month} 账单`,
  running: (month: string): string => `${month} 至今`,
  runningAbout: '本月还没有结束，数字会继续变化；账单在次月 2 日出具。',
  notIssued: '这个月的账单还没有出具，下面是到现在为止的数字。',
  toCome: '这个月还没有开始。',
  issuedAt: '出具时间',
  final: '已出具',
  previous: '上个月',
  following: '下个月',
  opening: '期初余额',
  topUps: '充值',
  charges: '通话扣费',
  adjustments: '调整',
  closing: '期末余额',
  owed: '新增挂账',
  owedAbout: '余额不足以支付的部分，由客服处理',
  calls: '计费通话',
  minutes: '计费分钟',
  seconds: '通话秒数',
  fingerprint: '内容指纹（SHA-256）',
  lines: '明细',
  linesOf: (count: number): string => `共 ${whole(count)} 行，按记账时间排列`,
  noLines: '这个月没有任何资金变动',
  accountingAt: '记账时间',
  line: '项目',
  lineKinds,
  adjusts: (month: string): string => `属于 ${month}`,
  adjustsAbout: '账单出具后才入账，列为本月的调整',
  pdf: '下载 PDF',
  csv: '下载 CSV',
  pdfAbout: 'PDF 含全部合计和前 1,000 行明细；CSV 含全部明细。',
  file: (what: string, month: string): string => `${what}：${month}`,
  check: {
    title: '与线路方话单核对',
    about: '账单出具后，按线路方的话单核对通话时长；不一致的列在这里，由客服处理，账单本身不会改变。',
    notBegun: '尚未开始',
    underWay: '核对中',
    finished: (percent: number): string => `已核对通话的 ${percent}%，完成于`,
    states: checkStates,
    difference: '核对结果',
    ours: '账单时长',
    theirs: '线路方时长',
  },
};
