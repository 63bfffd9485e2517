import { Alert, Card, Flex, Statistic, Steps, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type {
  CallFieldsFragment,
  CallStatus,
  ConferenceFieldsFragment,
  CostFieldsFragment,
} from '../api/generated/graphql.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Words } from '../i18n/words.ts';
import { CallStatusTag } from './call-status.tsx';
import { yuan } from './money.tsx';
import { beijing, clock } from './time.tsx';

type Running = CallFieldsFragment | ConferenceFieldsFragment;

/** Stages that a call goes through, in their order; a conference's ringing is not told. */
const STAGES = {
  Call: ['PLACING', 'CALLER_RINGING', 'CALLEE_RINGING', 'IN_PROGRESS', 'COMPLETED'],
  Conference: ['PLACING', 'DIALING', 'IN_PROGRESS', 'COMPLETED'],
} as const;

const AT: Partial<Record<CallStatus, number>> = {
  PLACING: 0,
  UNCONFIRMED: 0,
  DIALING: 0,
  CALLER_RINGING: 1,
  CALLEE_RINGING: 2,
};

interface CourseProps {
  readonly of: Running;
  readonly cost: CostFieldsFragment | null;
  /** By the service's clock, when it was so. */
  readonly at: string;
}

/** How far a call is, what it has cost so far, and in the end what it did cost. */
export function Course({ of, cost, at }: CourseProps): ReactNode {
  const { words } = useLanguage();
  return (
    <>
      <Card>
        <Flex vertical gap={24}>
          <div aria-live="polite">
            <CallStatusTag status={of.status} /> {statusAbout(of, words)}
          </div>
          <Stages of={of} />
        </Flex>
      </Card>
      <Failure of={of} />
      <Figures of={of} cost={cost} at={at} />
    </>
  );
}

function statusAbout(of: Running, words: Words): string {
  const ofConference = 'participants' in of ? words.conferenceAboutStatus[of.status] : undefined;
  return ofConference ?? words.statusAbout[of.status];
}

function Stages({ of }: { of: Running }): ReactNode {
  const { words } = useLanguage();
  const isCall = 'callee' in of;
  const stages = isCall ? STAGES.Call : STAGES.Conference;
  const isOver = of.endedAt != null;
  const talked = of.status === 'COMPLETED';
  const last = stages.length - 1;
  const inTalk = of.status === 'IN_PROGRESS' ? last - 1 : (AT[of.status] ?? 0);
  const current = isOver ? last : isCall ? inTalk : Math.max(inTalk, of.status === 'DIALING' ? 1 : 0);
  return (
    <Steps
      responsive
      current={current}
      status={isOver ? (talked ? 'finish' : 'error') : 'process'}
      items={stages.map((stage, n) => ({
        title: n === last && isOver ? words.callStatus[of.status] : words.stages[stage],
        content: timeOf(of, stage),
      }))}
    />
  );
}

function timeOf(of: Running, stage: string): string | undefined {
  const time = { PLACING: of.placedAt, IN_PROGRESS: of.conversationStartedAt, COMPLETED: of.endedAt }[stage];
  return time == null ? undefined : beijing(time).slice(11);
}

/** What the provider refused, in its meaning and what to do about it. */
function Failure({ of: { failure } }: { of: Running }): ReactNode {
  const { language } = useLanguage();
  if (failure == null) return null;
  const isChinese = language === 'zh';
  return (
    <Alert
      type="error"
      showIcon
      title={isChinese ? failure.zh : failure.en}
      description={isChinese ? failure.adviceZh : failure.adviceEn}
    />
  );
}

function Figures({ of, cost, at }: CourseProps): ReactNode {
  const { words } = useLanguage();
  const isOver = of.endedAt != null;
  const seconds = useSecondsSince(isOver ? null : (of.conversationStartedAt ?? null), at);
  const talked = isOver ? of.talkSeconds : withinMinute(seconds, cost);
  return (
    <div className="grid">
      <Card>
        <Statistic title={words.talked} value={talked == null ? '–' : clock(talked)} />
      </Card>
      <Card>
        <Statistic title={isOver ? words.charge : words.costSoFar} value={money(isOver ? of.charge : cost?.cost)} />
        <Typography.Text type="secondary">{costAbout(of, cost, words)}</Typography.Text>
      </Card>
      <Card>
        <Statistic title={isOver ? words.reservedBefore : words.reserved} value={yuan(of.reservation)} />
        <Typography.Text type="secondary">{words.moneyStates[of.moneyState]}</Typography.Text>
      </Card>
      <Card>
        <Statistic title={words.timeToAnswer} value={inSeconds(of.timeToAnswerMilliseconds, words)} />
        <Typography.Text type="secondary">{words.timeToAnswerAbout}</Typography.Text>
      </Card>
    </div>
  );
}

const money = (amount: string | null | undefined): string => (amount == null ? '–' : yuan(amount));

const inSeconds = (ms: number | null | undefined, words: Words): string =>
  ms == null ? '–' : words.seconds((ms / 1000).toFixed(1));

function costAbout(of: Running, cost: CostFieldsFragment | null, words: Words): string {
  if (of.endedAt != null) return of.minutes == null ? words.settlementFinal : words.minutesCharged(of.minutes);
  return cost == null ? words.nothingYet : words.estimate(cost.minutes);
}

/** The service's time as an update came. What has been so for a while does not tell it; then it is this browser's. */
export function presentTime({ kind, at }: { readonly kind: string; readonly at: string }): string {
  return kind === 'CHANGE' || kind === 'COST' ? at : new Date().toISOString();
}

/** Which minute it is, the service knows. */
function withinMinute(seconds: number | null, cost: CostFieldsFragment | null): number | null {
  if (seconds === null || cost === null) return seconds;
  return Math.min(Math.max(seconds, (cost.minutes - 1) * 60), cost.minutes * 60);
}

/**
 * For the eye: minutes and money are the service's. This browser's clock may be wrong, so it only counts on from the
 * time that the service told last.
 */
function useSecondsSince(start: string | null, at: string): number | null {
  const [ticks, setTicks] = useState({ at, seconds: 0 });
  const isRunning = start !== null;
  useEffect(() => {
    if (!isRunning) return;
    const told = Date.now();
    const timer = setInterval(() => setTicks({ at, seconds: (Date.now() - told) / 1000 }), 1000);
    return () => clearInterval(timer);
  }, [isRunning, at]);
  if (start === null) return null;
  const told = (Date.parse(at) - Date.parse(start)) / 1000;
  return Math.max(0, Math.floor(told + (ticks.at === at ? ticks.seconds : 0)));
}
