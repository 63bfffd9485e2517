import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { Kind, visit } from 'graphql';
import type { Principal } from '../../../domain/principal.ts';

/** What an operation's answers depend on. Who has the same key gets the same text. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null where nobody is signed in any more: then the operation says so itself. */
  readonly principal: Principal | null;
}

/**
 * The key of those who share an operation: its words, its variables but for the cursor to resume from, and the rights
 * by which it is answered. Where one stands is each watcher's own and changes nothing about what an update looks like.
 */
export function sharingKey({ document, operation, query, variables, principal }: Asked): string {
  const cursor = cursorVariable(document, operation);
  const shared = Object.entries(variables).filter(([name]) => name !== cursor);
  return JSON.stringify([rightsOf(principal), query, operation.name?.value ?? '', shared.sort(byName)]);
}

/** All that a view, a rule or a resolver goes by: never which person or key it is. */
function rightsOf(principal: Principal | null): readonly unknown[] {
  if (principal === null) return [];
  if (principal.kind === 'OPERATOR') return ['OPERATOR', principal.id];
  const { kind, account, role } = principal;
  return kind === 'MEMBER' ? [kind, account, role] : [kind, account, principal.maker, [...principal.scopes].sort()];
}

/** The variable that is the cursor and nothing else; null where it may be something else too. */
function cursorVariable(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string | null {
  const [field] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD) return null;
  const name = variableOf(field, 'after');
  return name !== null && timesUsed(document, name) === 1 ? name : null;
}

function variableOf(field: FieldNode, argument: string): string | null {
  const value = field.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : null;
}

function timesUsed(document: DocumentNode, name: string): number {
  let times = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => void (times += node.name.value === name ? 1 : 0),
  });
  return times;
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
