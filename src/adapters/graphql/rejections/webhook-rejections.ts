import { Field, ObjectType } from 'type-graphql';
import type { DisabledBy, WebhookUrlProblem } from '../../../domain/errors.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { RejectionView } from './rejection.ts';

const WebhookUrlProblems = describedEnum<WebhookUrlProblem>('WebhookUrlProblem', 'What is wrong with a URL (HOOK-1).', {
  MALFORMED: 'It is no URL.',
  NOT_HTTPS: 'It does not begin with https://.',
  CREDENTIALS: 'It holds a name or a password.',
  FRAGMENT: 'It has something behind a #.',
  PORT: "Its port is below 1024, and not the protocol's own.",
  TOO_LONG: 'It has more than 1000 characters.',
});

export const DisabledBys = describedEnum<DisabledBy>('WebhookDisabledBy', 'Why nothing is sent (HOOK-4).', {
  OPERATOR: 'An operator said so.',
  FAILURES: 'The receiver had taken nothing for 72 hours.',
});

@ObjectType({ implements: RejectionView, description: 'A webhook may not have that URL (HOOK-1).' })
export class WebhookUrlRefused extends RejectionView<'WEBHOOK_URL_REFUSED'> {
  @Field(() => WebhookUrlProblems, { description: 'What is wrong with it.' })
  get problem(): WebhookUrlProblem {
    return this.facts.problem;
  }
}

@ObjectType({ implements: RejectionView, description: 'Nothing is sent to the webhook until it is enabled (HOOK-4).' })
export class WebhookDisabled extends RejectionView<'WEBHOOK_DISABLED'> {
  @Field(() => DisabledBys, { description: 'Why.' })
  get disabledBy(): DisabledBy {
    return this.facts.by;
  }

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  get since(): Date {
    return this.facts.since;
  }
}
