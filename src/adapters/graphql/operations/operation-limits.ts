import type { ASTNode, DocumentNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';

/** What one operation may hold, counted with its fragments in their places, and how many of those its document may. */
const MOST = { depth: 12, aliases: 15, directives: 5, fields: 400, mutations: 1, fragments: 50 };

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  /** Fields on the outermost level. */
  readonly roots: number;
}

const nothing: Size = { depth: 0, aliases: 0, directives: 0, fields: 0, roots: 0 };

/**
 * Finds operations that are deeper, wider, or repeat themselves more often, than any use needs, and fragments with too
 * many fields, used or not. One mutation per operation, so that each answer about money stands alone. It takes time by the
 * document's length, whatever its fragments do, and so comes before the rules that compare fields with one another.
 */
export function excesses({ definitions }: DocumentNode): readonly GraphQLError[] {
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const measure = measurer(fragments);
  const ofOperations = operations.flatMap((operation) => {
    const { roots, ...size } = measure(operation.selectionSet);
    const directives = size.directives + (operation.directives?.length ?? 0);
    const mutations = operation.operation === OperationTypeNode.MUTATION ? roots : 0;
    return exceeded(operation, { ...size, directives, mutations, fragments: fragments.length });
  });
  if (ofOperations.length > 0) return ofOperations;
  return fragments.flatMap((fragment) => {
    const { fields } = measure(fragment.selectionSet);
    return exceeded(fragment, {
      depth: 0,
      aliases: 0,
      directives: 0,
      fields,
      mutations: 0,
      fragments: fragments.length,
    });
  });
}

function exceeded(nodes: ASTNode, found: typeof MOST): readonly GraphQLError[] {
  const limits = (Object.keys(MOST) as (keyof typeof MOST)[]).filter((limit) => found[limit] > MOST[limit]);
  return limits.map((limit) => {
    const message = `An operation has too much of this: ${limit}, at most ${MOST[limit]}.`;
    return new GraphQLError(message, { nodes, extensions: { limit, maximum: MOST[limit] } });
  });
}

/** Each fragment is measured once, however often it is spread; one that spreads itself is refused by another rule. */
function measurer(definitions: readonly FragmentDefinitionNode[]): (set: SelectionSetNode | undefined) => Size {
  const sets = new Map(definitions.map(({ name, selectionSet }) => [name.value, selectionSet]));
  const fragments = new Map<string, Size>();
  const ofSet = (set: SelectionSetNode | undefined): Size =>
    (set?.selections ?? []).map(ofSelection).reduce(add, nothing);
  const ofFragment = (name: string): Size => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    fragments.set(name, nothing);
    const size = ofSet(sets.get(name));
    fragments.set(name, size);
    return size;
  };
  const ofSelection = (node: SelectionNode): Size => {
    const own = { ...nothing, directives: node.directives?.length ?? 0 };
    if (node.kind === Kind.FRAGMENT_SPREAD) return add(own, ofFragment(node.name.value));
    const inner = ofSet(node.selectionSet);
    if (node.kind === Kind.INLINE_FRAGMENT) return add(own, inner);
    // graphql-js limits the depth of introspection by a rule of its own.
    const isMeta = node.name.value.startsWith('__');
    const depth = isMeta ? 0 : inner.depth + 1;
    const outer = { ...own, depth, aliases: node.alias === undefined ? 0 : 1, fields: 1, roots: isMeta ? 0 : 1 };
    return add(outer, { ...inner, depth: 0, roots: 0 });
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
    roots: a.roots + b.roots,
  };
}
