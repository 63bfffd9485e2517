import { callKindNames, hangUpCauseNames } from '../../../src/application/names/call-names.ts';
import type { CallKind, HangUpCause } from '../api/generated/graphql.ts';

/** 通话记录、查询条件和下载。 */
export const recordsZh = {
  kinds: callKindNames satisfies Record<CallKind, string>,
  causes: hangUpCauseNames satisfies Record<HangUpCause, string>,
  all: '全部',
  any: '不限',
  callKind: '类型',
  anyNumber: '号码（任意一方）',
  hangUpCause: '挂断原因',
  moreFilters: '更多条件',
  clear: '清除条件',
  columns: '显示的列',
  lateCharge: '补扣通话费',
  dayRanges: {
    today: '今天',
    yesterday: '昨天',
    week: '最近 7 天',
    days30: '最近 30 天',
    month: '本月',
    lastMonth: '上月',
  },
  files: {
    csv: '导出 CSV',
    csvAbout: '导出当前条件列出的全部内容，Excel 可直接打开。',
    getting: (size: string, seconds: number): string => `正在下载，已收到 ${size}，用时 ${seconds} 秒`,
    stop: '停止',
    saved: (name: string, size: string): string => `已下载 ${name}（${size}）`,
    broken: '下载中断，文件不完整，没有保存。请重试。',
    refused: {
      CROWDED: '同时进行的下载太多，请等一分钟再试。',
      BUSY: '服务正忙，请稍等几秒再试。',
      EXPIRED: '下载链接已过期，请重新下载。',
      ABSENT: '这份文件还没有生成；账单在次月 2 日出具。',
      FORGED: '下载链接无效，请重新下载。',
    },
  },
};
