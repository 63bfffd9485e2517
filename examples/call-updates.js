/** What these examples show of a call. */
export const callUpdates = `subscription CallUpdates($id: ID!, $after: String) {
  update: callUpdated(id: $id, after: $after) {
    kind cursor version at
    call { status charge endedAt }
    cost { minutes cost }
  }
}`;

/**
 * @typedef {import('./live.js').Update & {
 *   version: number,
 *   at: string,
 *   call: { status: string, charge: string | null, endedAt: string | null },
 *   cost: { minutes: number, cost: string } | null,
 * }} CallUpdate
 */

/**
 * One line for a person.
 *
 * @param {CallUpdate} update
 */
export function lineOf({ kind, at, call, cost }) {
  switch (kind) {
    case 'RESET':
      return `${at} (what came before may have gaps) ${call.status}`;
    case 'COST':
      return `${at} minute ${cost?.minutes ?? 0}, ${cost?.cost ?? '0.00'} yuan so far`;
    case 'SNAPSHOT':
    case 'CHANGE':
      return `${at} ${call.status}${call.charge === null ? '' : `, ${call.charge} yuan`}`;
  }
}
