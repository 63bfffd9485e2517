import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { App } from '../../../domain/app.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { appIdFrom } from '../types/ids.ts';
import {
  CreateAppInput,
  DisableServiceInput,
  EnableServiceInput,
  EndSecretRotationInput,
  RotateAppSecretInput,
} from './app-inputs.ts';
import {
  CreateAppResult,
  CreateAppSuccess,
  DisableServiceResult,
  DisableServiceSuccess,
  EnableServiceResult,
  EnableServiceSuccess,
  EndSecretRotationResult,
  EndSecretRotationSuccess,
  RotateAppSecretResult,
  RotateAppSecretSuccess,
} from './app-results.ts';
import { AppView } from './app.ts';

@Resolver()
export class AppResolver {
  constructor(private readonly application: Application) {}

  @Query(() => AppView, { nullable: true, description: 'An app of the account; null where there is none such.' })
  async app(
    @Arg('id', () => ID, { description: 'The app.' }) id: string,
    @Ctx() context: OperationContext,
  ): Promise<AppView | null> {
    const app = await context.view.app(appIdFrom(id));
    return app === null ? null : this.#view(app);
  }

  @Query(() => [AppView], { description: 'All apps of the account, oldest first.' })
  async apps(@Ctx() context: OperationContext): Promise<AppView[]> {
    return (await context.view.apps()).map((app) => this.#view(app));
  }

  @Mutation(() => CreateAppResult, { description: 'Creates an app, with its service disabled.' })
  createApp(
    @Arg('input', () => CreateAppInput, { description: 'The app.' }) { name, credentials = null }: CreateAppInput,
    @Ctx() context: OperationContext,
  ): Promise<CreateAppSuccess | RejectionView> {
    return answer(context, async () => {
      const { app, appSecret } = await this.application.createApp(context.signedIn, { name, credentials });
      return new CreateAppSuccess(this.#view(app), appSecret);
    });
  }

  @Mutation(() => RotateAppSecretResult, {
    description: 'Replaces the AppSecret of an app; for a while both are taken.',
  })
  rotateAppSecret(
    @Arg('input', () => RotateAppSecretInput, { description: 'Which app.' }) input: RotateAppSecretInput,
    @Ctx() context: OperationContext,
  ): Promise<RotateAppSecretSuccess | RejectionView> {
    return answer(context, async () => {
      const rotation = { app: appIdFrom(input.appId), newAppSecret: input.newAppSecret ?? null };
      const { app, appSecret } = await this.application.rotateAppSecret(context.signedIn, rotation);
      return new RotateAppSecretSuccess(this.#view(app), appSecret);
    });
  }

  @Mutation(() => EndSecretRotationResult, {
    description: 'Lets the replaced AppSecret of an app stop working at once.',
  })
  endSecretRotation(
    @Arg('input', () => EndSecretRotationInput, { description: 'Which app.' }) { appId }: EndSecretRotationInput,
    @Ctx() context: OperationContext,
  ): Promise<EndSecretRotationSuccess | RejectionView> {
    return answer(context, async () => {
      const app = await this.application.endSecretRotation(context.signedIn, { app: appIdFrom(appId) });
      return new EndSecretRotationSuccess(this.#view(app));
    });
  }

  @Mutation(() => EnableServiceResult, {
    description: 'Lets an app place calls, also where the provider had stopped it. Needs a minute left (ACC-4).',
  })
  enableService(
    @Arg('input', () => EnableServiceInput, { description: 'Which app.' }) { appId }: EnableServiceInput,
    @Ctx() context: OperationContext,
  ): Promise<EnableServiceSuccess | RejectionView> {
    return answer(context, async () => {
      const app = await this.application.enableService(context.signedIn, { app: appIdFrom(appId) });
      return new EnableServiceSuccess(this.#view(app));
    });
  }

  @Mutation(() => DisableServiceResult, { description: 'Takes no new calls for an app; those under way settle.' })
  disableService(
    @Arg('input', () => DisableServiceInput, { description: 'Which app.' }) { appId }: DisableServiceInput,
    @Ctx() context: OperationContext,
  ): Promise<DisableServiceSuccess | RejectionView> {
    return answer(context, async () => {
      const app = await this.application.disableService(context.signedIn, { app: appIdFrom(appId) });
      return new DisableServiceSuccess(this.#view(app));
    });
  }

  #view(app: App): AppView {
    return new AppView(app, this.application.settings.publicUrl);
  }
}
