import type { AnyCall } from '../../domain/any-call.ts';
import { endedByOf, hangUpCauseOf } from '../../domain/call-end.ts';
import { costOf } from '../../domain/call-statistics.ts';
import type { Language } from '../../domain/language.ts';
import { calleesOf } from '../../domain/parties.ts';
import type { CallStatus } from '../../domain/placed.ts';
import type { EndedBy, HangUpCause } from '../../domain/report.ts';
import { Tariff } from '../../domain/tariff.ts';
import { conversationStartOf, timeToAnswer } from '../../domain/time-to-answer.ts';
import type { Column } from './table.ts';

const kinds: Readonly<Record<AnyCall['kind'], string>> = { CALL: '单人专线电话', CONFERENCE: '专线会议' };

const statuses: Readonly<Record<CallStatus, string>> = {
  PLACING: '发起中',
  UNCONFIRMED: '待确认',
  DIALING: '呼叫中',
  CALLER_RINGING: '主叫振铃',
  CALLEE_RINGING: '被叫振铃',
  IN_PROGRESS: '通话中',
  COMPLETED: '已完成',
  NO_ANSWER: '无人接听',
  BUSY: '忙线',
  DECLINED: '拒接',
  REFUSED: '运营方拒绝',
  FAILED: '失败',
};

const enders: Readonly<Record<EndedBy, string>> = {
  CALLER: '主叫',
  CALLEE: '被叫',
  PROVIDER: '平台',
  LIMIT: '时长上限',
  UNKNOWN: '未知',
};

const causes: Readonly<Record<HangUpCause, string>> = {
  NORMAL: '正常挂机',
  BUSY: '忙线',
  NO_ANSWER: '无人接听',
  DECLINED: '拒接',
  CANCELED: '取消',
  LIMIT: '时长上限',
  OTHER: '其他',
};

/** STAT-2: the record of calls and conferences. Their numbers add up to their statistics. */
export function callColumns(language: Language): readonly Column<AnyCall>[] {
  const said = <Word extends string>(words: Readonly<Record<Word, string>>, word: Word | null): string | null =>
    word === null || language === 'EN' ? word : words[word];
  return [
    { title: { ZH: '发起时间（北京时间）', EN: 'Placed at (China time)' }, cell: ({ order }) => order.placedAt },
    { title: { ZH: '类型', EN: 'Kind' }, cell: ({ kind }) => said(kinds, kind) },
    { title: { ZH: '状态', EN: 'Status' }, cell: ({ status }) => said(statuses, status) },
    { title: { ZH: '主叫', EN: 'Caller' }, cell: ({ order }) => order.caller.digits },
    {
      title: { ZH: '被叫', EN: 'Callees' },
      cell: ({ order }) =>
        calleesOf(order)
          .map(({ digits }) => digits)
          .join(' '),
    },
    { title: { ZH: '业务编号', EN: 'Reference' }, cell: ({ order }) => order.reference },
    { title: { ZH: '接通时间（北京时间）', EN: 'Answered at (China time)' }, cell: conversationStartOf },
    { title: { ZH: '接通耗时（毫秒）', EN: 'Time to answer (ms)' }, cell: timeToAnswer },
    { title: { ZH: '结束时间（北京时间）', EN: 'Ended at (China time)' }, cell: endedAtOf },
    { title: { ZH: '通话秒数', EN: 'Talk seconds' }, cell: ({ report }) => report?.talkSeconds ?? null },
    { title: { ZH: '计费分钟', EN: 'Minutes' }, cell: minutesOf },
    { title: { ZH: '费用（元）', EN: 'Cost (yuan)' }, cell: costOf },
    { title: { ZH: '挂机方', EN: 'Ended by' }, cell: (call) => said(enders, endedByOf(call)) },
    { title: { ZH: '挂机原因', EN: 'Hang-up cause' }, cell: (call) => said(causes, hangUpCauseOf(call)) },
    { title: { ZH: '应用编号', EN: 'App' }, cell: ({ order }) => order.app },
    { title: { ZH: '平台会话编号', EN: 'Session' }, cell: ({ session }) => session },
    { title: { ZH: '通话编号', EN: 'Id' }, cell: ({ id }) => id },
  ];
}

function endedAtOf({ state }: AnyCall): Date | null {
  return state.money === 'RESERVED' ? null : state.endedAt;
}

function minutesOf({ report }: AnyCall): number | null {
  return report === null ? null : Number(Tariff.startedMinutes(report.talkSeconds));
}
