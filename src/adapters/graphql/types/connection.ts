import type { ClassType } from 'type-graphql';
import { Field, ObjectType } from 'type-graphql';
import type { Page, Place } from '../../../application/ports/reads.ts';
import { cursorOf } from './cursor.ts';

type Listed<Item> = Place & { readonly item: Item };

@ObjectType('PageInfo', { description: 'Where a page lies in its list.' })
class PageInfo {
  constructor(private readonly page: Page<unknown>) {}

  @Field(() => Boolean, { description: 'Whether there is a next page.' })
  get hasNextPage(): boolean {
    return this.page.hasNext;
  }

  @Field(() => String, { nullable: true, description: 'The `after` of the next page; null on an empty page.' })
  get endCursor(): string | null {
    const last = this.page.items.at(-1);
    return last === undefined ? null : cursorOf(last);
  }
}

/** The Relay connection of a list whose nodes are views over its items: of a class, or of a union of some. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the class is the type
export function connectionOf<Item, Node extends object>(
  name: string,
  node: ClassType<Node> | Node,
  view: (item: Item) => Node,
  order = 'newest first',
) {
  @ObjectType(`${name}Edge`, { description: `One place in a list of ${name} objects.` })
  class Edge {
    constructor(private readonly listed: Listed<Item>) {}

    @Field(() => node, { description: 'What stands there.' })
    get node(): Node {
      return view(this.listed.item);
    }

    @Field(() => String, { description: 'The `after` of a page that begins behind it.' })
    get cursor(): string {
      return cursorOf(this.listed);
    }
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} objects, ${order}.` })
  class Connection {
    constructor(private readonly page: Page<Item>) {}

    @Field(() => [Edge], { description: `The page, ${order}.` })
    get edges(): Edge[] {
      return this.page.items.map((listed) => new Edge(listed));
    }

    @Field(() => PageInfo, { description: 'Where the page lies in its list.' })
    get pageInfo(): PageInfo {
      return new PageInfo(this.page);
    }
  }
  return Connection;
}
