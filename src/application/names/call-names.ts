import type { AnyCall } from '../../domain/any-call.ts';
import type { CallStatus } from '../../domain/placed.ts';
import type { EndedBy, HangUpCause } from '../../domain/report.ts';
import type { Basis } from '../../domain/tariff.ts';

/** What Chinese readers call what the API has words for: in exports, on bills, and in the console. */
export const callKindNames: Readonly<Record<AnyCall['kind'], string>> = {
  CALL: '单人专线电话',
  CONFERENCE: '专线会议',
};

export const callStatusNames: Readonly<Record<CallStatus, string>> = {
  PLACING: '发起中',
  UNCONFIRMED: '待确认',
  DIALING: '呼叫中',
  CALLER_RINGING: '主叫振铃',
  CALLEE_RINGING: '被叫振铃',
  IN_PROGRESS: '通话中',
  COMPLETED: '已完成',
  NO_ANSWER: '无人接听',
  BUSY: '占线',
  DECLINED: '拒接',
  REFUSED: '线路方拒绝',
  FAILED: '失败',
};

export const enderNames: Readonly<Record<EndedBy, string>> = {
  CALLER: '主叫',
  CALLEE: '被叫',
  PROVIDER: '线路方',
  LIMIT: '达到时长上限',
  UNKNOWN: '未知',
};

export const hangUpCauseNames: Readonly<Record<HangUpCause, string>> = {
  NORMAL: '正常挂断',
  NO_ANSWER: '无人接听',
  BUSY: '占线',
  DECLINED: '拒接',
  CANCELED: '接通前取消',
  LIMIT: '达到时长上限',
  OTHER: '其他',
};

export const basisNames: Readonly<Record<Basis, string>> = { CONVERSATION: '按通话', EACH_PARTY: '按每方' };
