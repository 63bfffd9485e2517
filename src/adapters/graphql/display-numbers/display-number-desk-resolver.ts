import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { pageRequest } from '../types/cursor.ts';
import {
  ApproveDisplayNumberInput,
  displayNumberCommand,
  RejectDisplayNumberInput,
  RevokeDisplayNumberInput,
} from './display-number-inputs.ts';
import {
  ApproveDisplayNumberResult,
  ApproveDisplayNumberSuccess,
  RejectDisplayNumberResult,
  RejectDisplayNumberSuccess,
  RevokeDisplayNumberResult,
  RevokeDisplayNumberSuccess,
} from './display-number-results.ts';
import { DisplayNumberRequestConnection, DisplayNumberView } from './display-number.ts';

/** What operators decide about numbers that customers want shown. */
@Resolver()
export class DisplayNumberDeskResolver {
  constructor(private readonly application: Application) {}

  @Query(() => DisplayNumberRequestConnection, {
    description: 'Display numbers that wait for an operator, of all accounts, newest first (ACC-7).',
  })
  async requestedDisplayNumbers(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The `endCursor` or `cursor` behind which the page begins.',
    })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof DisplayNumberRequestConnection>> {
    return new DisplayNumberRequestConnection(await context.desk.requestedDisplayNumbers(pageRequest(first, after)));
  }

  @Mutation(() => ApproveDisplayNumberResult, {
    description:
      "Records that the provider's support has set a display number up, and supersedes the one before (ACC-7).",
  })
  approveDisplayNumber(
    @Arg('input', () => ApproveDisplayNumberInput, { description: 'What was agreed.' })
    input: ApproveDisplayNumberInput,
    @Ctx() context: OperationContext,
  ): Promise<ApproveDisplayNumberSuccess | RejectionView> {
    return answer(context, async () => {
      const agreed = { ...displayNumberCommand(input), ticket: input.ticket, from: input.appliesFrom };
      const { displayNumber, replayed } = await this.application.approveDisplayNumber(context.signedIn, agreed);
      return new ApproveDisplayNumberSuccess(new DisplayNumberView(displayNumber), replayed);
    });
  }

  @Mutation(() => RejectDisplayNumberResult, { description: 'Turns a request for a display number down (ACC-7).' })
  rejectDisplayNumber(
    @Arg('input', () => RejectDisplayNumberInput, { description: 'Which, and why.' }) input: RejectDisplayNumberInput,
    @Ctx() context: OperationContext,
  ): Promise<RejectDisplayNumberSuccess | RejectionView> {
    return answer(context, async () => {
      const command = displayNumberCommand(input);
      const { displayNumber, replayed } = await this.application.rejectDisplayNumber(context.signedIn, command);
      return new RejectDisplayNumberSuccess(new DisplayNumberView(displayNumber), replayed);
    });
  }

  @Mutation(() => RevokeDisplayNumberResult, {
    description: 'Records that the provider shows an approved display number no more (ACC-7).',
  })
  revokeDisplayNumber(
    @Arg('input', () => RevokeDisplayNumberInput, { description: 'Which, and why.' }) input: RevokeDisplayNumberInput,
    @Ctx() context: OperationContext,
  ): Promise<RevokeDisplayNumberSuccess | RejectionView> {
    return answer(context, async () => {
      const command = displayNumberCommand(input);
      const { displayNumber, replayed } = await this.application.revokeDisplayNumber(context.signedIn, command);
      return new RevokeDisplayNumberSuccess(new DisplayNumberView(displayNumber), replayed);
    });
  }
}
