import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { CancelTopUpInput, ConfirmTopUpInput } from './money-inputs.ts';
import {
  CancelTopUpResult,
  CancelTopUpSuccess,
  ConfirmTopUpResult,
  ConfirmTopUpSuccess,
  OperatorTopUp,
} from './money-results.ts';

/** BANK-1: money that comes by bank transfer. */
@Resolver()
export class TopUpResolver {
  constructor(private readonly application: Application) {}

  @Query(() => OperatorTopUp, {
    nullable: true,
    description: "The top-up of a customer's transfer reference; null where there is none (BANK-1).",
  })
  async topUpByReference(
    @Arg('reference', () => String, { description: 'As it stands on the transfer.' }) reference: string,
    @Ctx() context: OperationContext,
  ): Promise<OperatorTopUp | null> {
    const found = await this.application.topUpByReference(context.signedIn, reference);
    return found === null ? null : new OperatorTopUp(found);
  }

  @Mutation(() => ConfirmTopUpResult, { description: 'Credits the money of a bank transfer (BANK-1, ACC-3).' })
  confirmTopUp(
    @Arg('input', () => ConfirmTopUpInput, { description: 'Which, and what came.' }) input: ConfirmTopUpInput,
    @Ctx() context: OperationContext,
  ): Promise<ConfirmTopUpSuccess | RejectionView> {
    const { reference, amountReceived: received, bankReference, reason, idempotencyKey } = input;
    const confirmation = { reference, received, bankReference, reason, idempotencyKey };
    return answer(
      context,
      async () => new ConfirmTopUpSuccess(await this.application.confirmTopUp(context.signedIn, confirmation)),
    );
  }

  @Mutation(() => CancelTopUpResult, { description: 'Cancels a top-up that nobody will pay (BANK-1).' })
  cancelTopUp(
    @Arg('input', () => CancelTopUpInput, { description: 'Which.' }) input: CancelTopUpInput,
    @Ctx() context: OperationContext,
  ): Promise<CancelTopUpSuccess | RejectionView> {
    return answer(
      context,
      async () => new CancelTopUpSuccess(await this.application.cancelTopUp(context.signedIn, input)),
    );
  }
}
