import { Field, Int, ObjectType } from 'type-graphql';
import type { ProviderError, StartClass } from '../../../domain/provider-errors.ts';
import { describedEnum } from '../types/described-enum.ts';

const StartClasses = describedEnum<StartClass>(
  'StartClass',
  'What the answer to a start means for its call (CALL-5).',
  {
    STARTED: 'Accepted, with a session: the call is DIALING. Without one it is as AMBIGUOUS.',
    REJECTED: 'Nothing rings, for certain: the call is REFUSED and its reservation given back.',
    AMBIGUOUS:
      'A telephone may be ringing: the call is UNCONFIRMED, its money stays reserved, and it is not dialled again.',
  },
);

@ObjectType('ProviderError', {
  description: "A result code of the provider's manual, and what it means here (CALL-8).",
})
export class ProviderErrorView {
  constructor(private readonly error: ProviderError) {}

  @Field(() => String, { description: 'Our word for it, as in `CallFailure.code`.' })
  get code(): string {
    return this.error.code;
  }

  @Field(() => Int, { description: "The provider's result code." })
  get providerCode(): number {
    return this.error.providerCode;
  }

  @Field(() => String, { description: 'What it means, in Chinese, as the manual says.' })
  get zh(): string {
    return this.error.zh;
  }

  @Field(() => String, { description: 'What it means, in English.' })
  get en(): string {
    return this.error.en;
  }

  @Field(() => StartClasses, { description: 'What a start becomes that is answered so.' })
  get startClass(): StartClass {
    return this.error.startClass;
  }

  @Field(() => Boolean, {
    description: 'Whether the same call, with a new idempotency key, may be asked for again and can succeed.',
  })
  get retrySafe(): boolean {
    return this.error.retrySafe;
  }

  @Field(() => String, { description: 'What to do, in Chinese.' })
  get adviceZh(): string {
    return this.error.adviceZh;
  }

  @Field(() => String, { description: 'What to do, in English.' })
  get adviceEn(): string {
    return this.error.adviceEn;
  }
}
