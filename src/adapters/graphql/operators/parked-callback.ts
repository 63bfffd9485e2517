import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ListedCallback } from '../../../application/ports/operator-reads.ts';
import type { ParkReason, StoredCallback } from '../../../domain/callback.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { AccountNameView } from './operator.ts';

const ParkReasons = describedEnum<ParkReason>('ParkReason', 'Why a callback is parked.', {
  NOT_UNDERSTOOD: 'It is authentic, and not understood.',
  IMPLAUSIBLE: 'What it says cannot be true.',
  NO_CALL: 'It fits no call.',
  TIE: 'It fits two calls equally well.',
  STALE: 'It came long after it was signed, and a query did not confirm it.',
});

@ObjectType('ParkedCallback', { description: 'An authentic callback that waits for a person (CALLBACK-1).' })
export class ParkedCallbackView {
  private readonly callback: StoredCallback;

  constructor(private readonly listed: ListedCallback) {
    this.callback = listed.callback;
  }

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.listed.id;
  }

  @Field(() => AccountNameView, { description: 'Whose app it came to.' })
  get account(): AccountNameView {
    return new AccountNameView(this.listed.account);
  }

  @Field(() => ID, { description: 'The app that it came to.' })
  get appId(): string {
    return this.callback.app;
  }

  @Field(() => ParkReasons, { nullable: true, description: 'Why it is parked.' })
  get reason(): ParkReason | null {
    return this.callback.reason;
  }

  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  get receivedAt(): Date {
    return this.callback.receivedAt;
  }

  @Field(() => String, {
    nullable: true,
    description: "The provider's id of the call; null where it is not understood.",
  })
  get session(): string | null {
    return this.callback.report?.session ?? null;
  }

  @Field(() => [String], {
    nullable: true,
    description:
      'The numbers that it names: caller and callee, or the members of a conference. Null where not understood.',
  })
  get numbers(): readonly string[] | null {
    const { report } = this.callback;
    if (report === null) return null;
    return report.kind === 'CALL' ? [report.caller, report.callee] : report.members;
  }

  @Field(() => Int, { nullable: true, description: 'The seconds that it reports; null where they are no such number.' })
  get talkSeconds(): number | null {
    const seconds = this.callback.report?.talkSeconds;
    return seconds !== undefined && Number.isInteger(seconds) && Math.abs(seconds) < 2 ** 31 ? seconds : null;
  }

  @Field(() => String, { description: 'SHA-256 of its bytes, in hex: the `subject` of its alarm.' })
  get bodyHash(): string {
    return this.callback.bodyHash;
  }

  @Field(() => String, { description: 'Its body as text. Bytes that are no UTF-8 show as U+FFFD.' })
  get body(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.callback.body);
  }
}

export const ParkedCallbackConnection = connectionOf(
  'ParkedCallback',
  ParkedCallbackView,
  (listed: ListedCallback) => new ParkedCallbackView(listed),
);
