import { Ctx, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import { ProviderErrorView } from './provider-error.ts';

@Resolver()
export class ProviderErrorResolver {
  constructor(private readonly application: Application) {}

  @Query(() => [ProviderErrorView], {
    description:
      "The 17 result codes of the provider's manual, by code (CALL-8). A call's `failure` tells the same of its own, and has four codes of ours beside: BAD_HEADER, OUT_OF_MINUTES, UNREACHABLE and UNKNOWN.",
  })
  providerErrors(@Ctx() context: OperationContext): ProviderErrorView[] {
    context.requireSignedIn();
    return this.application.providerErrors.map((error) => new ProviderErrorView(error));
  }
}
