import { Field, ID, InputType, Int } from 'type-graphql';
import type { CallResolution } from '../../../application/resolve-unconfirmed-call.ts';
import type { AlarmFilter } from '../../../application/ports/operator-reads.ts';
import type { AlarmKind } from '../../../domain/alarm.ts';
import type { ProviderSession } from '../../../domain/ids.ts';
import type { Verdict } from '../../../domain/operator-decision.ts';
import type { TokenPlace } from '../accounts/token-place.ts';
import { TokenPlaces } from '../accounts/token-place.ts';
import { badUserInput } from '../types/bad-user-input.ts';
import { describedEnum } from '../types/described-enum.ts';
import { accountIdFrom, callIdFrom } from '../types/ids.ts';
import { AlarmKinds } from './alarm.ts';

const CallDecisions = describedEnum<Verdict['kind']>('CallDecision', 'What an operator decides about a call.', {
  VOID: 'Nothing rang: the reservation is given back.',
  SETTLE: 'It was talked for `talkSeconds`, or it rang and they are 0: charged as by any report.',
});

@InputType({ description: 'Which operator signs in.' })
export class OperatorSignInInput {
  @Field(() => String, { description: "The operator's e-mail address." })
  email!: string;

  @Field(() => String, { description: "The operator's password." })
  password!: string;

  @Field(() => TokenPlaces, { defaultValue: 'ANSWER', description: 'Where the token is kept.' })
  keepIn!: TokenPlace;
}

@InputType({ description: 'Where to sign out.' })
export class OperatorSignOutInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether all logins of the operator end, or this one.' })
  everywhere!: boolean;
}

@InputType({ description: 'What an operator decides about a call that waits for its end, and why (CALL-5).' })
export class ResolveUnconfirmedCallInput {
  @Field(() => ID, { description: 'The account that pays for it.' })
  accountId!: string;

  @Field(() => ID, { description: 'The call.' })
  callId!: string;

  @Field(() => CallDecisions, { description: 'What became of it, as the provider says.' })
  decision!: Verdict['kind'];

  @Field(() => Int, { nullable: true, description: 'From 0 to 86400; with SETTLE only, and needed there.' })
  talkSeconds?: number;

  @Field(() => String, { nullable: true, description: "The provider's id of it, where known; with SETTLE only." })
  session?: string;

  @Field(() => String, { description: 'Who at the provider said so: for the trail, at most 500 characters.' })
  reason!: string;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key decides once.' })
  idempotencyKey!: string;
}

@InputType({ description: 'Which alarms. What is not said is not looked at.' })
export class AlarmFilterInput {
  @Field(() => AlarmKinds, { nullable: true, description: 'Of this kind.' })
  kind?: AlarmKind;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are open.' })
  open?: boolean;
}

/** @throws GraphQLError BAD_USER_INPUT where a field does not belong to the decision, or is missing. */
export function resolutionFrom(input: ResolveUnconfirmedCallInput): CallResolution {
  const { accountId, callId, reason, idempotencyKey } = input;
  const ids = { account: accountIdFrom(accountId), call: callIdFrom(callId) };
  return { ...ids, verdict: verdictFrom(input), reason, idempotencyKey };
}

function verdictFrom({ decision, talkSeconds, session }: ResolveUnconfirmedCallInput): Verdict {
  if (decision === 'SETTLE') {
    if (talkSeconds == null) throw badUserInput('talkSeconds', 'SETTLE needs the seconds that were talked.');
    return { kind: 'SETTLE', talkSeconds, session: (session ?? null) as ProviderSession | null };
  }
  if (talkSeconds != null) throw badUserInput('talkSeconds', 'Nobody talked on a call that is voided.');
  if (session != null) throw badUserInput('session', 'Only SETTLE takes a session.');
  return { kind: 'VOID' };
}

export function alarmFilter(input: AlarmFilterInput | null | undefined): AlarmFilter {
  if (input == null) return {};
  const { kind, open } = input;
  return { ...(kind != null && { kind }), ...(open != null && { open }) };
}
