import 'reflect-metadata';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { ClassType, PubSub } from 'type-graphql';
import { buildSchemaSync } from 'type-graphql';
import type { Application } from '../../application/application.ts';
import { AccountResolver } from './accounts/account-resolver.ts';
import { MemberResolver } from './accounts/member-resolver.ts';
import { AppResolver } from './apps/app-resolver.ts';
import { BillResolver } from './bills/bill-resolver.ts';
import { CustomerBillResolver } from './bills/customer-bill-resolver.ts';
import { CallResolver } from './calls/call-resolver.ts';
import { ConferenceResolver } from './conferences/conference-resolver.ts';
import { DisplayNumberDeskResolver } from './display-numbers/display-number-desk-resolver.ts';
import { DisplayNumberResolver } from './display-numbers/display-number-resolver.ts';
import { BillExportResolver } from './downloads/bill-export-resolver.ts';
import { ExportResolver } from './downloads/export-resolver.ts';
import { describePermissions } from './operations/permissions.ts';
import { CustomerAccountResolver } from './customers/customer-account-resolver.ts';
import { SearchResolver } from './customers/search-resolver.ts';
import { CustomerAppResolver } from './customers/customer-app-resolver.ts';
import { DeskResolver } from './operators/desk-resolver.ts';
import { ProviderStopResolver } from './operators/provider-stop-resolver.ts';
import { ProviderErrorResolver } from './provider/provider-error-resolver.ts';
import { KeyResolver } from './keys/key-resolver.ts';
import { TopUpResolver } from './operators/top-up-resolver.ts';
import { MoneyResolver } from './operators/money-resolver.ts';
import { OperatorResolver } from './operators/operator-resolver.ts';
import { RecordResolver } from './statistics/record-resolver.ts';
import { TeamResolver } from './team/team-resolver.ts';
import { WebhookDeskResolver } from './webhooks/webhook-desk-resolver.ts';
import { WebhookLogResolver } from './webhooks/webhook-log-resolver.ts';
import { WebhookResolver } from './webhooks/webhook-resolver.ts';

/** TypeGraphQL wants one wherever there are subscriptions. Ours bring their own iterables, and never ask it. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('Nothing is published here.');
  },
  subscribe: () => {
    throw new Error('Nothing is subscribed to here.');
  },
};

/** The API over an application. Its printed form is `schema/schema.graphql`. */
export function createSchema(application: Application): GraphQLSchema {
  const resolvers = new Map<unknown, object>([
    [MemberResolver, new MemberResolver(application)],
    [TeamResolver, new TeamResolver(application)],
    [KeyResolver, new KeyResolver(application)],
    [AccountResolver, new AccountResolver(application)],
    [AppResolver, new AppResolver(application)],
    [CallResolver, new CallResolver(application)],
    [ConferenceResolver, new ConferenceResolver(application)],
    [OperatorResolver, new OperatorResolver(application)],
    [DeskResolver, new DeskResolver()],
    [ProviderStopResolver, new ProviderStopResolver(application)],
    [DisplayNumberResolver, new DisplayNumberResolver(application)],
    [DisplayNumberDeskResolver, new DisplayNumberDeskResolver(application)],
    [ProviderErrorResolver, new ProviderErrorResolver(application)],
    [CustomerAccountResolver, new CustomerAccountResolver(application)],
    [CustomerAppResolver, new CustomerAppResolver(application)],
    [SearchResolver, new SearchResolver(application)],
    [MoneyResolver, new MoneyResolver(application)],
    [TopUpResolver, new TopUpResolver(application)],
    [ExportResolver, new ExportResolver(application)],
    [BillExportResolver, new BillExportResolver(application)],
    [RecordResolver, new RecordResolver()],
    [BillResolver, new BillResolver(application)],
    [CustomerBillResolver, new CustomerBillResolver()],
    [WebhookResolver, new WebhookResolver()],
    [WebhookLogResolver, new WebhookLogResolver()],
    [WebhookDeskResolver, new WebhookDeskResolver(application)],
  ]);
  const schema = buildSchemaSync({
    resolvers: [
      MemberResolver,
      TeamResolver,
      KeyResolver,
      AccountResolver,
      AppResolver,
      CallResolver,
      ConferenceResolver,
      OperatorResolver,
      DeskResolver,
      ProviderStopResolver,
      DisplayNumberResolver,
      DisplayNumberDeskResolver,
      ProviderErrorResolver,
      CustomerAccountResolver,
      CustomerAppResolver,
      SearchResolver,
      MoneyResolver,
      TopUpResolver,
      ExportResolver,
      BillExportResolver,
      RecordResolver,
      BillResolver,
      CustomerBillResolver,
      WebhookResolver,
      WebhookLogResolver,
      WebhookDeskResolver,
    ],
    container: { get: (type: ClassType) => resolvers.get(type) },
    validate: false,
    emitSchemaFile: false,
    pubSub: noPubSub,
  });
  describeRoots(schema);
  describePermissions(schema);
  return schema;
}

/** TypeGraphQL has no place for the descriptions of the root types. */
function describeRoots(schema: GraphQLSchema): void {
  const describe = (type: GraphQLObjectType | null | undefined, description: string): void => {
    if (type != null) type.description = description;
  };
  describe(schema.getQueryType(), 'What can be read, over HTTP: all of one operation from one consistent view.');
  describe(schema.getMutationType(), 'What can be done, over HTTP: one mutation per operation.');
  describe(schema.getSubscriptionType(), 'What can be watched, over WebSocket (protocol graphql-transport-ws).');
}
