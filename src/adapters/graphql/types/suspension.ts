import { Field, ObjectType } from 'type-graphql';
import type { Suspension } from '../../../domain/standing.ts';
import { DateTimeScalar } from './date-time.ts';

@ObjectType('Suspension', { description: 'Why something takes no new calls (ACC-6).' })
export class SuspensionView {
  constructor(private readonly suspension: Suspension) {}

  @Field(() => String, { description: 'As customer service says it.' })
  get reason(): string {
    return this.suspension.reason;
  }

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  get since(): Date {
    return this.suspension.since;
  }
}

export function suspensionView(suspension: Suspension | null): SuspensionView | null {
  return suspension === null ? null : new SuspensionView(suspension);
}
