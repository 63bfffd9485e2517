import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import { answer } from '../rejections/rejections.ts';
import { CustomerAppView } from './customer-app.ts';
import {
  appLimits,
  customerAppCommand,
  DisableServiceForInput,
  EnableServiceForInput,
  ResumeServiceInput,
  SetAppLimitsInput,
  SuspendServiceInput,
} from './customer-inputs.ts';
import { appResult } from './customer-results.ts';

const suspendService = appResult('SuspendService', 'The app takes no new calls.', 'SERVICE_SUSPENDED');
const resumeService = appResult(
  'ResumeService',
  'The app is as its account wants it.',
  'ACCOUNT_CLOSED',
  'SERVICE_NOT_SUSPENDED',
);
const enableServiceFor = appResult(
  'EnableServiceFor',
  'The service is enabled.',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_CLOSED',
  'SERVICE_SUSPENDED',
  'NO_MINUTES_LEFT',
);
const disableServiceFor = appResult('DisableServiceFor', 'The service is disabled.');

const setAppLimits = appResult(
  'SetAppLimits',
  'The app has these limits.',
  'ACCOUNT_CLOSED',
  'INVALID_DURATION',
  'IMPOSSIBLE_PARTY_BOUNDS',
  'LIMIT_OUT_OF_RANGE',
);

/** What becomes of customers' apps, as operators decide. */
@Resolver()
export class CustomerAppResolver {
  constructor(private readonly application: Application) {}

  @Mutation(() => suspendService.Result, {
    description: 'Lets an app place no new calls, whatever its account wants (ACC-6).',
  })
  suspendService(
    @Arg('input', () => SuspendServiceInput, { description: 'Which app, and why.' }) input: SuspendServiceInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { app, replayed } = await this.application.suspendService(context.signedIn, customerAppCommand(input));
      return new suspendService.Success(new CustomerAppView(app), replayed);
    });
  }

  @Mutation(() => resumeService.Result, { description: 'Ends the suspension of a service (ACC-6).' })
  resumeService(
    @Arg('input', () => ResumeServiceInput, { description: 'Which app, and why.' }) input: ResumeServiceInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { app, replayed } = await this.application.resumeService(context.signedIn, customerAppCommand(input));
      return new resumeService.Success(new CustomerAppView(app), replayed);
    });
  }

  @Mutation(() => enableServiceFor.Result, {
    description: 'Lets an app of a customer place calls. Needs a minute left (ACC-4, ACC-7).',
  })
  enableServiceFor(
    @Arg('input', () => EnableServiceForInput, { description: 'Which app, and why.' }) input: EnableServiceForInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { app, replayed } = await this.application.enableServiceFor(context.signedIn, customerAppCommand(input));
      return new enableServiceFor.Success(new CustomerAppView(app), replayed);
    });
  }

  @Mutation(() => disableServiceFor.Result, {
    description: 'Takes no new calls for an app of a customer; those under way settle (ACC-7).',
  })
  disableServiceFor(
    @Arg('input', () => DisableServiceForInput, { description: 'Which app, and why.' }) input: DisableServiceForInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { app, replayed } = await this.application.disableServiceFor(context.signedIn, customerAppCommand(input));
      return new disableServiceFor.Success(new CustomerAppView(app), replayed);
    });
  }

  @Mutation(() => setAppLimits.Result, {
    description: 'Sets the limits of an app of a customer (CALL-3, CALL-10, CONF-1).',
  })
  setAppLimits(
    @Arg('input', () => SetAppLimitsInput, { description: 'Which app, its limits, and why.' }) input: SetAppLimitsInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { app, replayed } = await this.application.setAppLimits(context.signedIn, appLimits(input));
      return new setAppLimits.Success(new CustomerAppView(app), replayed);
    });
  }
}
