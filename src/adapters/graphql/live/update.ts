import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Update, UpdateKind } from '../../../application/live/update.ts';
import { DateTimeScalar } from '../types/date-time.ts';

export const UpdateKinds: Record<UpdateKind, UpdateKind> = {
  SNAPSHOT: 'SNAPSHOT',
  RESET: 'RESET',
  CHANGE: 'CHANGE',
  COST: 'COST',
};
registerEnumType(UpdateKinds, {
  name: 'UpdateKind',
  description: 'What an update is.',
  valuesConfig: {
    SNAPSHOT: { description: 'The present state, for who brought no cursor.' },
    RESET: { description: 'The present state. Forget what you have: your cursor is too old, or of another service.' },
    CHANGE: { description: 'What has changed since the update before, or since your cursor.' },
    COST: { description: 'A minute has started: the cost is another, and nothing has changed (LIVE-2).' },
  },
});

/** What all updates have in common; no type of its own in the schema. */
@ObjectType()
export abstract class UpdateView<Of extends Update> {
  constructor(protected readonly update: Of) {}

  @Field(() => UpdateKinds, { description: 'What it is.' })
  get kind(): UpdateKind {
    return this.update.kind;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Where to resume: the `after` of a new subscription. Null for a cost tick, which changes nothing.',
  })
  get cursor(): string | null {
    return this.update.cursor?.toString() ?? null;
  }

  @Field(() => Int, { description: 'Grows with every change; a cost tick repeats it.' })
  get version(): number {
    return this.update.version;
  }

  @Field(() => DateTimeScalar, { description: 'When it was so.' })
  get at(): Date {
    return this.update.at;
  }
}
