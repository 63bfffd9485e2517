import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { placeFor } from '../accounts/token-place.ts';
import { OperatorCallView } from './operator-call.ts';
import {
  OperatorSignInInput,
  OperatorSignOutInput,
  ResolveUnconfirmedCallInput,
  resolutionFrom,
} from './operator-inputs.ts';
import {
  OperatorSignInResult,
  OperatorSignInSuccess,
  OperatorSignOutResult,
  OperatorSignOutSuccess,
  ResolveUnconfirmedCallResult,
  ResolveUnconfirmedCallSuccess,
} from './operator-results.ts';
import { OperatorView } from './operator.ts';

@Resolver()
export class OperatorResolver {
  constructor(private readonly application: Application) {}

  @Mutation(() => OperatorSignInResult, { description: 'Signs an operator in.' })
  operatorSignIn(
    @Arg('input', () => OperatorSignInInput, { description: 'Who.' }) input: OperatorSignInInput,
    @Ctx() context: OperationContext,
  ): Promise<OperatorSignInSuccess | RejectionView> {
    return answer(context, async () => {
      const place = placeFor(input.keepIn, context);
      const { operator, ...token } = await this.application.operatorSignIn(input, context.address);
      const told = place.put(token)?.accessToken ?? null;
      return new OperatorSignInSuccess(new OperatorView(operator), told, token.accessExpires);
    });
  }

  @Mutation(() => OperatorSignOutResult, { description: 'Ends this login of an operator, or all of its.' })
  operatorSignOut(
    @Arg('input', () => OperatorSignOutInput, { description: 'Where.' }) { everywhere }: OperatorSignOutInput,
    @Ctx() context: OperationContext,
  ): Promise<OperatorSignOutSuccess | RejectionView> {
    return answer(context, async () => {
      await this.application.operatorSignOut(context.signedIn, { everywhere });
      context.browser?.forget();
      return new OperatorSignOutSuccess(everywhere);
    });
  }

  @Mutation(() => ResolveUnconfirmedCallResult, {
    description:
      'Ends a call that waits for its end, once its deadline has passed, by what the provider told (CALL-5, CALL-7).',
  })
  resolveUnconfirmedCall(
    @Arg('input', () => ResolveUnconfirmedCallInput, { description: 'The call, and what became of it.' })
    input: ResolveUnconfirmedCallInput,
    @Ctx() context: OperationContext,
  ): Promise<ResolveUnconfirmedCallSuccess | RejectionView> {
    return answer(context, async () => {
      const resolution = resolutionFrom(input);
      const { replayed, ...listed } = await this.application.resolveUnconfirmedCall(context.signedIn, resolution);
      return new ResolveUnconfirmedCallSuccess(new OperatorCallView(listed), replayed);
    });
  }
}
