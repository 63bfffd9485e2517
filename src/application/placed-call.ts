import type { AnyCall } from '../domain/any-call.ts';
import { DomainError } from '../domain/errors.ts';
import type { AccountId, CallId } from '../domain/ids.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import { within } from './view.ts';

const RETRY_AFTER_MS = 1000;

/**
 * The call of a start that another request has under way, once that one knows what became of it: the two give one
 * answer. It sleeps until the account has news, and not longer than the setting says.
 *
 * @throws DomainError REQUEST_IN_PROGRESS
 */
export function placedCall(ports: Ports, { twinSeconds }: Settings) {
  const { clock, events } = ports;
  return async (account: AccountId, id: CallId): Promise<AnyCall> => {
    const end = clock.wall().getTime() + twinSeconds * 1000;
    let news = new AbortController();
    const watch = events.watch(account, () => news.abort());
    try {
      for (;;) {
        news = new AbortController();
        const call = await within(ports, account, (reads) => reads.call(id));
        if (call === null) throw new DomainError({ code: 'NOT_FOUND', what: 'CALL' });
        if (call.status !== 'PLACING') return call;
        const left = end - clock.wall().getTime();
        if (left <= 0) throw inProgress(clock.wall());
        await clock.sleep(left, news.signal);
      }
    } finally {
      watch.stop();
    }
  };
}

function inProgress(wall: Date): DomainError {
  return new DomainError({ code: 'REQUEST_IN_PROGRESS', retryAt: new Date(wall.getTime() + RETRY_AFTER_MS) });
}
