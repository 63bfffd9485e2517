import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { CallStatus } from '../api/generated/graphql.ts';
import { useLanguage } from '../i18n/language.tsx';

const COLORS: Record<CallStatus, string> = {
  PLACING: 'processing',
  UNCONFIRMED: 'warning',
  DIALING: 'processing',
  CALLER_RINGING: 'processing',
  CALLEE_RINGING: 'processing',
  IN_PROGRESS: 'success',
  COMPLETED: 'default',
  NO_ANSWER: 'warning',
  BUSY: 'warning',
  DECLINED: 'warning',
  REFUSED: 'error',
  FAILED: 'error',
};

export function CallStatusTag({ status }: { status: CallStatus }): ReactNode {
  const { words } = useLanguage();
  return <Tag color={COLORS[status]}>{words.callStatus[status]}</Tag>;
}
