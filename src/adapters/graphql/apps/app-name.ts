import { Field, ID, ObjectType } from 'type-graphql';
import type { AppName } from '../../../application/view.ts';

@ObjectType('AppName', { description: 'What a call shows of the app that placed it. `app` tells the rest of it.' })
export class AppNameView {
  constructor(private readonly app: AppName) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.app.id;
  }

  @Field(() => String, { description: 'What the account calls it.' })
  get name(): string {
    return this.app.name;
  }
}
