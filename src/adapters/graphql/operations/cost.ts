import type {
  DocumentNode,
  FieldNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isInterfaceType, isListType, isNonNullType, isObjectType, Kind } from 'graphql';

/** Of a mutation beside its selection, in points, and of a subscription for as long as it lives. */
const ROOT_FIELD = 10;

/** Root fields that take more: what dials, what checks a password, and what counts all that an account has. */
const DEARER: Readonly<Record<string, number>> = {
  startCall: 50,
  startConference: 50,
  registerAccount: 200,
  signIn: 200,
  changePassword: 200,
  resetPassword: 200,
  acceptInvitation: 200,
  operatorSignIn: 200,
  callStatistics: 200,
};

/** How many entries a list without `first` is counted with. */
export const LENGTHS: Readonly<Record<string, number>> = {
  'Query.apps': 20,
  'Query.apiKeys': 50,
  'Query.members': 100,
  'Query.invitations': 100,
  'Query.providerErrors': 40,
  'Call.legs': 2,
  'CallStatistics.series': 31,
  'CallsUpdate.calls': 100,
  'Conference.participants': 8,
  'CustomerAccount.apps': 5,
  'CustomerAccount.members': 5,
  'OperatorAction.details': 5,
  'Query.webhookAttempts': 100,
  'Query.customerWebhookAttempts': 100,
  'WebhookAttempt.headers': 5,
};
const OTHER_LENGTH = 10;

const LONGEST_PAGE = 100;

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation costs at most, by its text and variables alone: 1 for each field, as often as the lists around it may
 * have entries (a page as many as its `first`), and what its root field takes. What `@skip` leaves out counts as well.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map<string, number>();
  const ofSet = (type: GraphQLNamedType, set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((sum, node) => sum + ofSelection(type, node), 0);
  const ofFragment = (name: string): number => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    const found = document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name);
    if (found?.kind !== Kind.FRAGMENT_DEFINITION) return 0;
    const cost = ofSet(typeNamed(schema, found.typeCondition.name.value), found.selectionSet);
    fragments.set(name, cost);
    return cost;
  };
  const ofSelection = (type: GraphQLNamedType, node: SelectionNode): number => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const inner = node.typeCondition === undefined ? type : typeNamed(schema, node.typeCondition.name.value);
      return ofSet(inner, node.selectionSet);
    }
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    // What introspection asks for is served from memory.
    if (field === undefined) return 1 + leaves(node.selectionSet);
    const inner = ofSet(getNamedType(field.type), node.selectionSet);
    return 1 + ofRoot(schema, type, field) + lengthOf(type, field, node, variables) * inner;
  };
  const root = schema.getRootType(operation.operation);
  return root == null ? 0 : ofSet(root, operation.selectionSet);
}

function ofRoot(schema: GraphQLSchema, type: GraphQLNamedType, { name }: GraphQLField<unknown, unknown>): number {
  if (type === schema.getSubscriptionType()) return ROOT_FIELD;
  if (type === schema.getQueryType()) return DEARER[name] ?? 0;
  return type === schema.getMutationType() ? (DEARER[name] ?? ROOT_FIELD) : 0;
}

function lengthOf(
  type: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): number {
  const first = field.args.find(({ name }) => name === 'first');
  if (first !== undefined) return pageLength(node, first.defaultValue, variables);
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  // Its page was counted with `first`.
  if (!isList || type.name.endsWith('Connection')) return 1;
  return LENGTHS[`${type.name}.${field.name}`] ?? OTHER_LENGTH;
}

function pageLength(node: FieldNode, byDefault: unknown, variables: Variables): number {
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  const value =
    given?.kind === Kind.INT
      ? Number(given.value)
      : given?.kind === Kind.VARIABLE
        ? (variables[given.name.value] ?? byDefault)
        : byDefault;
  return typeof value === 'number' ? Math.min(LONGEST_PAGE, Math.max(1, value)) : LONGEST_PAGE;
}

function leaves(set: SelectionSetNode | undefined): number {
  return (set?.selections ?? []).reduce(
    (sum, node) => sum + 1 + (node.kind === Kind.FRAGMENT_SPREAD ? 0 : leaves(node.selectionSet)),
    0,
  );
}

function typeNamed(schema: GraphQLSchema, name: string): GraphQLNamedType {
  const type = schema.getType(name);
  if (type === undefined) throw new Error(`A validated document names the type ${name}, which is not there.`);
  return type;
}
