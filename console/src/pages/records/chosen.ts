import { fromBeijing } from '../../parts/time.tsx';

/** What is looked for, as the address has it: days are those of Beijing. */
export interface Chosen {
  readonly caller: string | null;
  readonly callee: string | null;
  readonly participant: string | null;
  readonly reference: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const NAMES = ['caller', 'callee', 'participant', 'reference', 'from', 'to'] as const;

export function chosenIn(search: URLSearchParams): Chosen {
  return Object.fromEntries(NAMES.map((name) => [name, search.get(name) || null])) as unknown as Chosen;
}

/** The first instant of a day, and the first after it: the service's ranges are half open. */
export function rangeOf({ from, to }: Chosen): { from: string | null; to: string | null } {
  return { from: from === null ? null : fromBeijing(`${from} 00:00:00`), to: to === null ? null : dayAfter(to) };
}

function dayAfter(day: string): string {
  const start = new Date(fromBeijing(`${day} 00:00:00`));
  return new Date(start.getTime() + 24 * 3_600_000).toISOString();
}
