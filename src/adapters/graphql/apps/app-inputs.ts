import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What the provider issued for an app.' })
export class AppCredentialsInput {
  @Field(() => String, { description: 'The AppKey, at most 64 characters.' })
  appKey!: string;

  @Field(() => String, { description: 'The AppSecret, at most 128 characters. It is stored encrypted.' })
  appSecret!: string;

  @Field(() => String, { description: "The provider's user in whose name calls start, at most 32 characters." })
  accid!: string;
}

@InputType({ description: 'A new app.' })
export class CreateAppInput {
  @Field(() => String, { description: 'What the account calls it, at most 100 characters.' })
  name!: string;

  @Field(() => AppCredentialsInput, {
    nullable: true,
    description: 'Needed with the real provider; the sandbox issues its own where they are not given.',
  })
  credentials?: AppCredentialsInput | null;
}

@InputType({ description: "Which app's AppSecret shall be replaced." })
export class RotateAppSecretInput {
  @Field(() => ID, { description: 'The app.' })
  appId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What the provider changed it to, at most 128 characters. Needed with the real provider; the sandbox issues one.',
  })
  newAppSecret?: string | null;
}

@InputType({ description: "Which app's replaced AppSecret shall stop working." })
export class EndSecretRotationInput {
  @Field(() => ID, { description: 'The app.' })
  appId!: string;
}

@InputType({ description: 'Which app shall place calls.' })
export class EnableServiceInput {
  @Field(() => ID, { description: 'The app.' })
  appId!: string;
}

@InputType({ description: 'Which app shall take no new calls.' })
export class DisableServiceInput {
  @Field(() => ID, { description: 'The app.' })
  appId!: string;
}
