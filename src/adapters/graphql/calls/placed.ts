import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { AnyCall } from '../../../domain/any-call.ts';
import type { AppId } from '../../../domain/ids.ts';
import type { Money } from '../../../domain/money.ts';
import type { CallStatus, MoneyState } from '../../../domain/placed.ts';
import { AppNameView } from '../apps/app-name.ts';
import type { OperationContext } from '../operations/context.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { CallStatuses, MoneyStates } from './call-enums.ts';
import { CallOutcome } from './call-outcome.ts';
import { TariffView } from './tariff.ts';

/** What the views over calls and conferences have in common; no type of its own in the schema. */
@ObjectType()
export abstract class PlacedView<Of extends AnyCall> extends CallOutcome<Of> {
  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.call.id;
  }

  @Field(() => ID, { description: 'The app that placed it.' })
  get appId(): AppId {
    return this.call.order.app;
  }

  @Field(() => AppNameView, { description: 'That app. Whoever sees the call may know this much of it.' })
  async app(@Ctx() context: OperationContext): Promise<AppNameView> {
    return new AppNameView(await context.appName(this.appId));
  }

  @Field(() => String, { nullable: true, description: 'Your own word for it (CALL-11).' })
  get reference(): string | null {
    return this.call.order.reference;
  }

  @Field(() => CallStatuses, { description: 'How far it is.' })
  get status(): CallStatus {
    return this.call.status;
  }

  @Field(() => MoneyStates, { description: 'What became of its reservation.' })
  get moneyState(): MoneyState {
    return this.call.state.money;
  }

  @Field(() => Int, { description: 'Grows with every change.' })
  get version(): number {
    return this.call.version;
  }

  @Field(() => DateTimeScalar, { description: 'When it was placed.' })
  get placedAt(): Date {
    return this.call.order.placedAt;
  }

  @Field(() => DateTimeScalar, { description: 'From when on it cannot be alive any more (CALL-7).' })
  get deadline(): Date {
    return this.call.order.deadline;
  }

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  get changedAt(): Date {
    return this.call.changedAt;
  }

  @Field(() => Int, { description: 'After how many seconds the provider cuts it (CALL-3).' })
  get grantedSeconds(): number {
    return this.call.order.grantedSeconds;
  }

  @Field(() => TariffView, { description: 'Its price, as it was when it was placed.' })
  get tariff(): TariffView {
    return new TariffView(this.call.order.tariff);
  }

  @Field(() => MoneyScalar, { description: 'What was set aside for it: the most it can cost (CALL-4).' })
  get reservation(): Money {
    return this.call.order.reservation;
  }

  @Field(() => String, { nullable: true, description: "The provider's id of it; null until it was accepted." })
  get session(): string | null {
    return this.call.session;
  }
}
