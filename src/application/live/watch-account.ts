import type { Account } from '../../domain/account.ts';
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

export interface AccountUpdate extends Update {
  readonly account: Account;
}

/** LIVE-1: the account's present state, then each change of its balance or of what is reserved. */
export function watchAccount(ports: Ports, news: News) {
  return (principal: Principal, after: bigint | null): Watched<AccountUpdate> => {
    permit(principal, 'viewAccount');
    const id = principal.account;
    const read = () =>
      within(ports, id, async (reads) => ({ account: await reads.account(), cursor: await reads.cursor(id) }));
    return watched(ports, after, news.of(id, id), async function* (bell) {
      let version = 0;
      while (!bell.stopped) {
        const rings = bell.listen();
        const state = await readPersistently(ports, bell, read);
        if (state === null) return;
        const { account, cursor } = state;
        const at = ports.clock.service();
        const update = { cursor: cursor.head, version: account.version, at, account };
        yield readingOf(rings, cursor, account.version > version, (kind) => ({ kind, ...update }));
        version = account.version;
        await bell.wait(null);
      }
    });
  };
}
