import { Field, ObjectType } from 'type-graphql';
import { resultOf } from '../rejections/rejections.ts';
import { AppView } from './app.ts';

@ObjectType({ description: 'The app was created, with its service disabled.' })
export class CreateAppSuccess {
  @Field(() => AppView, { description: 'The app.' })
  readonly app: AppView;

  @Field(() => String, { description: 'Its AppSecret, told this once.' })
  readonly appSecret: string;

  constructor(app: AppView, appSecret: string) {
    this.app = app;
    this.appSecret = appSecret;
  }
}

@ObjectType({
  description: 'Requests are signed with the new AppSecret; callbacks may be signed with either for a while.',
})
export class RotateAppSecretSuccess {
  @Field(() => AppView, { description: 'The app as it is.' })
  readonly app: AppView;

  @Field(() => String, { description: 'Its new AppSecret, told this once.' })
  readonly appSecret: string;

  constructor(app: AppView, appSecret: string) {
    this.app = app;
    this.appSecret = appSecret;
  }
}

@ObjectType({ description: 'Callbacks are taken with the present AppSecret only.' })
export class EndSecretRotationSuccess {
  @Field(() => AppView, { description: 'The app as it is.' })
  readonly app: AppView;

  constructor(app: AppView) {
    this.app = app;
  }
}

@ObjectType({ description: 'The service is enabled.' })
export class EnableServiceSuccess {
  @Field(() => AppView, { description: 'The app as it is.' })
  readonly app: AppView;

  constructor(app: AppView) {
    this.app = app;
  }
}

@ObjectType({ description: 'The service is disabled.' })
export class DisableServiceSuccess {
  @Field(() => AppView, { description: 'The app as it is.' })
  readonly app: AppView;

  constructor(app: AppView) {
    this.app = app;
  }
}

export const CreateAppResult = resultOf(
  'CreateApp',
  CreateAppSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'PROVIDER_CREDENTIALS_REQUIRED',
  'ACCOUNT_CLOSED',
  'APP_KEY_TAKEN',
  'APP_LIMIT_REACHED',
);

export const RotateAppSecretResult = resultOf(
  'RotateAppSecret',
  RotateAppSecretSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'NOT_FOUND',
  'PROVIDER_CREDENTIALS_REQUIRED',
  'SECRET_ROTATION_UNDER_WAY',
);

export const EndSecretRotationResult = resultOf(
  'EndSecretRotation',
  EndSecretRotationSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
);

export const EnableServiceResult = resultOf(
  'EnableService',
  EnableServiceSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_CLOSED',
  'SERVICE_SUSPENDED',
  'NO_MINUTES_LEFT',
);

export const DisableServiceResult = resultOf('DisableService', DisableServiceSuccess, 'NOT_ALLOWED', 'NOT_FOUND');
