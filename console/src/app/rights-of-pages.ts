import type { Right } from '../session/rights.ts';

/** What one must be allowed to do for a page to be of use, by the beginning of its address; the others are for all. */
const RIGHTS: Readonly<Record<string, Right>> = {
  call: 'CALL',
  conference: 'CALL',
  'top-up': 'MONEY',
  bills: 'MONEY',
  ledger: 'MONEY',
  notices: 'MONEY',
  keys: 'BUILD',
  receivers: 'BUILD',
  members: 'TEAM',
};

export function rightFor(path: string): Right | null {
  return RIGHTS[path.split('/')[1] ?? ''] ?? null;
}
