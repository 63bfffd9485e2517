import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import { AppView } from '../apps/app.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { pageRequest } from '../types/cursor.ts';
import { appIdFrom, displayNumberIdFrom } from '../types/ids.ts';
import { RequestDisplayNumberInput, WithdrawDisplayNumberInput } from './display-number-inputs.ts';
import {
  RequestDisplayNumberResult,
  RequestDisplayNumberSuccess,
  WithdrawDisplayNumberResult,
  WithdrawDisplayNumberSuccess,
} from './display-number-results.ts';
import { DisplayNumberConnection, DisplayNumberView } from './display-number.ts';

@Resolver(() => AppView)
export class DisplayNumberResolver {
  constructor(private readonly application: Application) {}

  @FieldResolver(() => DisplayNumberConnection, {
    description: 'The numbers that its parties are, were or shall be shown, newest request first (ACC-7).',
  })
  async displayNumbers(
    @Root() app: AppView,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The `endCursor` or `cursor` behind which the page begins.',
    })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof DisplayNumberConnection>> {
    const page = await context.view.displayNumbers(appIdFrom(app.id), pageRequest(first, after));
    return new DisplayNumberConnection(page);
  }

  @Mutation(() => RequestDisplayNumberResult, {
    description: "Asks for a number that a party of an app's calls shall be shown. An operator decides (ACC-7).",
  })
  requestDisplayNumber(
    @Arg('input', () => RequestDisplayNumberInput, { description: 'The number, and where.' })
    { appId, side, number }: RequestDisplayNumberInput,
    @Ctx() context: OperationContext,
  ): Promise<RequestDisplayNumberSuccess | RejectionView> {
    return answer(context, async () => {
      const wanted = { app: appIdFrom(appId), side, number };
      const asked = await this.application.requestDisplayNumber(context.signedIn, wanted);
      return new RequestDisplayNumberSuccess(new DisplayNumberView(asked));
    });
  }

  @Mutation(() => WithdrawDisplayNumberResult, {
    description: 'Takes a request for a display number back that no operator has decided about (ACC-7).',
  })
  withdrawDisplayNumber(
    @Arg('input', () => WithdrawDisplayNumberInput, { description: 'Which request.' })
    { displayNumberId }: WithdrawDisplayNumberInput,
    @Ctx() context: OperationContext,
  ): Promise<WithdrawDisplayNumberSuccess | RejectionView> {
    return answer(context, async () => {
      const which = { displayNumber: displayNumberIdFrom(displayNumberId) };
      const withdrawn = await this.application.withdrawDisplayNumber(context.signedIn, which);
      return new WithdrawDisplayNumberSuccess(new DisplayNumberView(withdrawn));
    });
  }
}
