import type { CheckedBill } from '../../domain/bill-check.ts';
import { monthName } from '../../domain/month.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import type { Ports } from '../ports/ports.ts';
import { within } from '../view.ts';
import type { News } from './news.ts';
import { readPersistently } from './persistently.ts';
import { readingOf } from './reading-of.ts';
import type { Update } from './update.ts';
import type { Watched } from './watched.ts';
import { watched } from './watched.ts';

export interface BillUpdate extends Update {
  /** Null while there is none. */
  readonly bill: CheckedBill | null;
}

/** BILL-1, LIVE-1: the account's newest bill, then each that is issued. */
export function watchBills(ports: Ports, news: News) {
  return (principal: Principal, after: bigint | null): Watched<BillUpdate> => {
    permit(principal, 'viewMoney');
    const id = principal.account;
    const read = () =>
      within(ports, id, async (reads) => ({
        cursor: await reads.cursor(id),
        page: await reads.bills({ first: 1, after: null }),
      }));
    return watched(ports, after, news.of(id, id), async function* (bell) {
      let newest = -1;
      while (!bell.stopped) {
        const rings = bell.listen();
        const state = await readPersistently(ports, bell, read);
        if (state === null) return;
        const bill = state.page.items[0]?.item ?? null;
        const version = versionOf(bill);
        const update = { cursor: state.cursor.head, version, at: ports.clock.service(), bill };
        yield readingOf(rings, state.cursor, version > newest, (kind) => ({ kind, ...update }));
        newest = version;
        await bell.wait(null);
      }
    });
  };
}

/** Grows with each bill, because months come one after another: 202610. */
function versionOf(bill: CheckedBill | null): number {
  return bill === null ? 0 : Number(monthName(bill.month).replace('-', ''));
}
