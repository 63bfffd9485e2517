import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { ClassType, PubSub } from 'type-graphql';
import { buildSchemaSync } from 'type-graphql';
import type { Application } from '../../application/application.ts';
import { AccountResolver } from './accounts/account-resolver.ts';
import { MemberResolver } from './accounts/member-resolver.ts';
import { AppResolver } from './apps/app-resolver.ts';
import { CallResolver } from './calls/call-resolver.ts';

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
    [AccountResolver, new AccountResolver(application)],
    [AppResolver, new AppResolver(application)],
    [CallResolver, new CallResolver(application)],
  ]);
  return buildSchemaSync({
    resolvers: [MemberResolver, AccountResolver, AppResolver, CallResolver],
    container: { get: (type: ClassType) => resolvers.get(type) },
    validate: false,
    emitSchemaFile: false,
    pubSub: noPubSub,
  });
}
