import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Page, PageRequest, Place } from '../../application/ports/reads.ts';
import { idOrNull } from './statements.ts';

/**
 * Reads one page, newest first, by keyset: rows that come in while somebody turns pages neither push others out nor show
 * them twice. `query` is over an entity named `row`.
 */
export async function readPage<Row extends ObjectLiteral, Item>(
  query: SelectQueryBuilder<Row>,
  timeColumn: keyof Row & string,
  { first, after }: PageRequest,
  place: (row: Row) => Place & { readonly item: Item },
): Promise<Page<Item>> {
  if (after !== null) {
    const before = { at: after.at, id: idOrNull(after.id) };
    query.andWhere(`(row.${timeColumn}, row.id) < (:at, :id)`, before);
  }
  query.orderBy(`row.${timeColumn}`, 'DESC').addOrderBy('row.id', 'DESC');
  // One more than was asked for tells whether there is a next page.
  const rows = await query.limit(first + 1).getMany();
  return { items: rows.slice(0, first).map(place), hasNext: rows.length > first };
}
