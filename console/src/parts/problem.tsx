import { Alert } from 'antd';
import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CallKind } from '../api/generated/graphql.ts';
import { LiveFailure } from '../api/live-failure.ts';
import type { Refusal } from '../api/refusal.ts';
import type { Problem } from '../api/use-submit.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Words } from '../i18n/words.ts';
import { useMay } from '../session/member.tsx';
import type { Right } from '../session/rights.ts';
import { placeOf } from './call-link.tsx';
import { beijing } from './time.tsx';

interface ProblemAlertProps {
  readonly problem: Problem | null;
  /** What was to be placed: only one like it can be in its way. */
  readonly about?: CallKind;
}

/** What the service said no to, as a sentence, and what leads on. */
export function ProblemAlert({ problem, about = 'CALL' }: ProblemAlertProps): ReactNode {
  const { words } = useLanguage();
  const may = useMay();
  if (problem === null) return null;
  if ('trouble' in problem) return <Alert type="error" showIcon title={troubleText(problem.trouble, words)} />;
  const { refusal } = problem;
  const step = nextStep(refusal, about, words);
  const isOffered = step !== null && (step.right === undefined || may(step.right));
  const isConference = refusal.__typename === 'AlreadyInProgress' && about === 'CONFERENCE';
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={isConference ? words.conferenceInProgress : sentence(refusal, words)}
      description={refusal.retryAt != null && words.retryAt(beijing(refusal.retryAt))}
      action={isOffered && <Link to={step.to}>{step.say}</Link>}
    />
  );
}

export function sentence(refusal: Refusal, words: Words): string {
  const say = words.refusals[refusal.__typename] as ((refusal: Refusal) => string) | undefined;
  return say?.(refusal) ?? refusal.message;
}

interface Step {
  readonly to: string;
  readonly say: string;
  /** Without which it leads nowhere. */
  readonly right?: Right;
}

function nextStep(refusal: Refusal, kind: CallKind, { steps }: Words): Step | null {
  const type = refusal.__typename;
  if (type === 'NoMinutesLeft' || type === 'InsufficientBalance')
    return { to: '/top-up', say: steps.topUp, right: 'MONEY' };
  if (type === 'ServiceDisabled') return { to: '/apps', say: steps.enable, right: 'BUILD' };
  if (refusal.__typename === 'AlreadyInProgress')
    return { to: placeOf({ id: refusal.callId, kind }), say: kind === 'CALL' ? steps.seeCall : steps.seeConference };
  if (type === 'EmailTaken') return { to: '/sign-in', say: steps.signIn };
  return null;
}

/** What `urql` throws; there is a response where one came. */
type Answerless = Omit<CombinedError, 'response'> & { readonly response?: Response };

/** What no rule says: the network, the service's own trouble, too much asked in too short a time. */
export function troubleText(error: Error, { troubles }: Words): string {
  const { networkError, graphQLErrors = [], response } = error as Partial<Answerless>;
  const refused = error instanceof LiveFailure ? error.refusals[0] : graphQLErrors[0];
  const code = refused?.extensions?.['code'];
  const status = response?.status;
  if (code === 'COST_BUDGET_SPENT' || code === 'SERVICE_BUSY' || status === 429 || status === 503) return troubles.busy;
  if (code === 'FORBIDDEN') return troubles.forbidden;
  if (code === 'NOT_FOUND') return troubles.notFound;
  if (networkError !== undefined) return troubles.network;
  const id = refused?.extensions?.['requestId'];
  return typeof id === 'string' ? troubles.unexpected(id) : troubles.unexplained;
}
