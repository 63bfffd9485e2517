import type { Cell } from '../../domain/csv.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../domain/csv.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Ports } from '../ports/ports.ts';
import type { AccountReads, Page, PageRequest, Place } from '../ports/reads.ts';
import { within } from '../view.ts';

export interface Column<Item> {
  readonly title: Readonly<Record<Language, string>>;
  readonly cell: (item: Item) => Cell;
}

/** So many rows are read, and written, at a time: what a download holds in memory. */
const ROWS_AT_A_TIME = 200;

/**
 * A list as CSV, in the order in which it is read, a page at a time. Each page is read in a view of its own: a reader who
 * is slow, or gone, keeps no connection waiting.
 */
export async function* csvOf<Item>(
  ports: Pick<Ports, 'reads'>,
  account: AccountId,
  columns: readonly Column<Item>[],
  language: Language,
  turn: (reads: AccountReads, page: PageRequest) => Promise<Page<Item>>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title[language]));
  for (let after: Place | null = null; ;) {
    const request: PageRequest = { first: ROWS_AT_A_TIME, after };
    const page: Page<Item> = await within(ports, account, (reads) => turn(reads, request));
    const last = page.items.at(-1);
    if (last !== undefined) yield page.items.map(({ item }) => csvLine(columns.map(({ cell }) => cell(item)))).join('');
    if (!page.hasNext || last === undefined) return;
    after = last;
  }
}
