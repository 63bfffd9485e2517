import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import {
  adjustmentOrder,
  alarmClosing,
  callbackResolution,
  CloseAlarmInput,
  discrepancyOrder,
  PostAdjustmentInput,
  ResolveDiscrepancyInput,
  ResolveParkedCallbackInput,
  SettleSuspenseInput,
  suspenseOrder,
} from './money-inputs.ts';
import {
  CloseAlarmResult,
  CloseAlarmSuccess,
  PostAdjustmentResult,
  PostAdjustmentSuccess,
  ResolveDiscrepancyResult,
  ResolveDiscrepancySuccess,
  ResolveParkedCallbackResult,
  ResolveParkedCallbackSuccess,
  SettleSuspenseResult,
  SettleSuspenseSuccess,
} from './money-results.ts';

/** What operators decide about money, and about what waits for a person. */
@Resolver()
export class MoneyResolver {
  constructor(private readonly application: Application) {}

  @Mutation(() => ResolveDiscrepancyResult, { description: 'Says which of two reports of a call is right (CALL-6).' })
  resolveDiscrepancy(
    @Arg('input', () => ResolveDiscrepancyInput, { description: 'Which.' }) input: ResolveDiscrepancyInput,
    @Ctx() context: OperationContext,
  ): Promise<ResolveDiscrepancySuccess | RejectionView> {
    const order = discrepancyOrder(input);
    return answer(
      context,
      async () => new ResolveDiscrepancySuccess(await this.application.resolveDiscrepancy(context.signedIn, order)),
    );
  }

  @Mutation(() => ResolveParkedCallbackResult, { description: 'Says what a parked callback is about (CALLBACK-1).' })
  resolveParkedCallback(
    @Arg('input', () => ResolveParkedCallbackInput, { description: 'What.' }) input: ResolveParkedCallbackInput,
    @Ctx() context: OperationContext,
  ): Promise<ResolveParkedCallbackSuccess | RejectionView> {
    const resolution = callbackResolution(input);
    return answer(context, async () => {
      const done = await this.application.resolveParkedCallback(context.signedIn, resolution);
      return new ResolveParkedCallbackSuccess(done);
    });
  }

  @Mutation(() => SettleSuspenseResult, {
    description: 'Collects what a customer could not pay for a call, or gives it up (SUSPENSE-1).',
  })
  settleSuspense(
    @Arg('input', () => SettleSuspenseInput, { description: 'Of which call.' }) input: SettleSuspenseInput,
    @Ctx() context: OperationContext,
  ): Promise<SettleSuspenseSuccess | RejectionView> {
    const order = suspenseOrder(input);
    return answer(
      context,
      async () => new SettleSuspenseSuccess(await this.application.settleSuspense(context.signedIn, order)),
    );
  }

  @Mutation(() => PostAdjustmentResult, { description: 'Posts to or from an account, with a double entry (ADJUST-1).' })
  postAdjustment(
    @Arg('input', () => PostAdjustmentInput, { description: 'What.' }) input: PostAdjustmentInput,
    @Ctx() context: OperationContext,
  ): Promise<PostAdjustmentSuccess | RejectionView> {
    const order = adjustmentOrder(input);
    return answer(
      context,
      async () => new PostAdjustmentSuccess(await this.application.postAdjustment(context.signedIn, order)),
    );
  }

  @Mutation(() => CloseAlarmResult, {
    description: 'Closes an alarm of which there is nothing more to decide (ALARM-1).',
  })
  closeAlarm(
    @Arg('input', () => CloseAlarmInput, { description: 'Which.' }) input: CloseAlarmInput,
    @Ctx() context: OperationContext,
  ): Promise<CloseAlarmSuccess | RejectionView> {
    const closing = alarmClosing(input);
    return answer(
      context,
      async () => new CloseAlarmSuccess(await this.application.closeAlarm(context.signedIn, closing)),
    );
  }
}
