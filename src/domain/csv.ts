import { Money } from './money.ts';

/** A value of a table. Texts may be anybody's; what is no text is ours. */
export type Cell = string | number | Money | Date | null;

/** STAT-2: before the first line, so that Excel reads Chinese. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
/** What it would take for a number, losing zeros and digits: telephone numbers, sessions, references. */
const LOOKS_LIKE_A_NUMBER = /^\d+(?:[.,]\d+)*(?:E\d+)?$/i;
const MUST_BE_QUOTED = /[",\r\n]/;

/**
 * STAT-2: a line of a table by RFC 4180. A text that begins like a formula gets an apostrophe before it, and one that
 * looks like a number a tab behind it, which spreadsheets do not show: both stay texts. Times are China's, to the second.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Money) return cell.toYuan();
  if (cell instanceof Date) return shanghaiTime(cell);
  const text = harmless(cell);
  return MUST_BE_QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(text: string): string {
  if (FORMULA.test(text)) return `'${text}`;
  return LOOKS_LIKE_A_NUMBER.test(text) ? `${text}\t` : text;
}

/** As a spreadsheet reads it: 2026-03-02 12:00:00, in UTC+8. */
function shanghaiTime(time: Date): string {
  return new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
