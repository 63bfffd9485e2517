import type { AnyCall } from '../../domain/any-call.ts';
import { endedByOf, hangUpCauseOf } from '../../domain/call-end.ts';
import { costOf } from '../../domain/call-statistics.ts';
import type { Language } from '../../domain/language.ts';
import { calleesOf } from '../../domain/parties.ts';
import { Tariff } from '../../domain/tariff.ts';
import { conversationStartOf, timeToAnswer } from '../../domain/time-to-answer.ts';
import { callKindNames, callStatusNames, enderNames, hangUpCauseNames } from '../names/call-names.ts';
import type { Column } from './table.ts';

/**
 * STAT-2: the record of calls and conferences. Their numbers add up to their statistics. In English, kinds and states are
 * the API's own words, which stay as they are: who reads that file is mostly a program.
 */
export function callColumns(language: Language): readonly Column<AnyCall>[] {
  const said = <Word extends string>(words: Readonly<Record<Word, string>>, word: Word | null): string | null =>
    word === null || language === 'EN' ? word : words[word];
  return [
    { title: { ZH: '发起时间（北京时间）', EN: 'Placed at (Beijing time)' }, cell: ({ order }) => order.placedAt },
    { title: { ZH: '类型', EN: 'Kind' }, cell: ({ kind }) => said(callKindNames, kind) },
    { title: { ZH: '状态', EN: 'Status' }, cell: ({ status }) => said(callStatusNames, status) },
    { title: { ZH: '主叫', EN: 'Caller' }, cell: ({ order }) => order.caller.digits },
    {
      title: { ZH: '被叫', EN: 'Callees' },
      cell: ({ order }) =>
        calleesOf(order)
          .map(({ digits }) => digits)
          .join(' '),
    },
    { title: { ZH: '业务编号', EN: 'Reference' }, cell: ({ order }) => order.reference },
    { title: { ZH: '接通时间（北京时间）', EN: 'Answered at (Beijing time)' }, cell: conversationStartOf },
    { title: { ZH: '接通用时（毫秒）', EN: 'Time to answer (ms)' }, cell: timeToAnswer },
    { title: { ZH: '结束时间（北京时间）', EN: 'Ended at (Beijing time)' }, cell: endedAtOf },
    { title: { ZH: '通话秒数', EN: 'Talk seconds' }, cell: ({ report }) => report?.talkSeconds ?? null },
    { title: { ZH: '计费分钟', EN: 'Minutes' }, cell: minutesOf },
    { title: { ZH: '费用（元）', EN: 'Cost (yuan)' }, cell: costOf },
    { title: { ZH: '挂断方', EN: 'Ended by' }, cell: (call) => said(enderNames, endedByOf(call)) },
    { title: { ZH: '挂断原因', EN: 'Hang-up cause' }, cell: (call) => said(hangUpCauseNames, hangUpCauseOf(call)) },
    { title: { ZH: '应用编号', EN: 'App' }, cell: ({ order }) => order.app },
    { title: { ZH: '线路方会话号', EN: 'Session' }, cell: ({ session }) => session },
    { title: { ZH: '通话编号', EN: 'Id' }, cell: ({ id }) => id },
  ];
}

function endedAtOf({ state }: AnyCall): Date | null {
  return state.money === 'RESERVED' ? null : state.endedAt;
}

function minutesOf({ report }: AnyCall): number | null {
  return report === null ? null : Number(Tariff.startedMinutes(report.talkSeconds));
}
