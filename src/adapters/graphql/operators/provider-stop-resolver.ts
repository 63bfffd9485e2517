import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { LiftProviderStopInput, LiftProviderStopResult, LiftProviderStopSuccess, liftFrom } from './provider-stop.ts';

@Resolver()
export class ProviderStopResolver {
  constructor(private readonly application: Application) {}

  @Mutation(() => LiftProviderStopResult, {
    description: 'Lets an app place calls again whose AppKey the provider had disabled (KEY-2).',
  })
  liftProviderStop(
    @Arg('input', () => LiftProviderStopInput, { description: 'The app, and why.' }) input: LiftProviderStopInput,
    @Ctx() context: OperationContext,
  ): Promise<LiftProviderStopSuccess | RejectionView> {
    return answer(context, async () => {
      const { app, replayed } = await this.application.liftProviderStop(context.signedIn, liftFrom(input));
      return new LiftProviderStopSuccess(app.id, replayed);
    });
  }
}
