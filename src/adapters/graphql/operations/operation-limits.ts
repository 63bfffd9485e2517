import type { ASTVisitor, OperationDefinitionNode, SelectionNode, SelectionSetNode, ValidationContext } from 'graphql';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';

/** What one operation may hold, counted with its fragments in their places. */
const MOST = { depth: 12, aliases: 15, directives: 5, mutations: 1 };

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields on the outermost level. */
  readonly fields: number;
}

const nothing: Size = { depth: 0, aliases: 0, directives: 0, fields: 0 };

/**
 * A validation rule: refuses operations that are deeper, or repeat themselves more often, than any use needs. One
 * mutation per operation, so that each answer about money stands alone.
 */
export function operationLimits(context: ValidationContext): ASTVisitor {
  const measure = measurer(context);
  return {
    OperationDefinition(operation: OperationDefinitionNode): false {
      const size = measure(operation.selectionSet);
      const isMutation = operation.operation === OperationTypeNode.MUTATION;
      const found = {
        depth: size.depth,
        aliases: size.aliases,
        directives: size.directives + (operation.directives?.length ?? 0),
        mutations: isMutation ? size.fields : 0,
      };
      for (const limit of Object.keys(MOST) as (keyof typeof MOST)[]) {
        if (found[limit] <= MOST[limit]) continue;
        const message = `An operation has too much of this: ${limit}, at most ${MOST[limit]}.`;
        context.reportError(
          new GraphQLError(message, { nodes: operation, extensions: { limit, maximum: MOST[limit] } }),
        );
      }
      return false;
    },
  };
}

/** Each fragment is measured once, however often it is spread; one that spreads itself is refused by another rule. */
function measurer(context: ValidationContext): (set: SelectionSetNode | undefined) => Size {
  const fragments = new Map<string, Size>();
  const ofSet = (set: SelectionSetNode | undefined): Size =>
    (set?.selections ?? []).map(ofSelection).reduce(add, nothing);
  const ofFragment = (name: string): Size => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    fragments.set(name, nothing);
    const size = ofSet(context.getFragment(name)?.selectionSet);
    fragments.set(name, size);
    return size;
  };
  const ofSelection = (node: SelectionNode): Size => {
    const own = { ...nothing, directives: node.directives?.length ?? 0 };
    if (node.kind === Kind.FRAGMENT_SPREAD) return add(own, ofFragment(node.name.value));
    const inner = ofSet(node.selectionSet);
    if (node.kind === Kind.INLINE_FRAGMENT) return add(own, inner);
    // graphql-js limits introspection by a rule of its own.
    const isMeta = node.name.value.startsWith('__');
    const depth = isMeta ? 0 : inner.depth + 1;
    const outer = { ...own, depth, aliases: node.alias === undefined ? 0 : 1, fields: isMeta ? 0 : 1 };
    return { ...add(outer, { ...inner, depth: 0, fields: 0 }) };
  };
  return ofSet;
}

/** Of selections side by side. */
function add(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
  };
}
