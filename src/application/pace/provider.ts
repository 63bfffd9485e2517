import { DomainError } from '../../domain/errors.ts';
import type { AccountId, AppId } from '../../domain/ids.ts';
import { failureOf } from '../../domain/provider-failure.ts';
import type { AppCredentials } from '../ports/app-credentials.ts';
import type { Ports } from '../ports/ports.ts';
import { ServiceBusy } from '../ports/service-busy.ts';
import type { Asked, CallNews, DialAnswer, DialOrder } from '../ports/telephony-gateway.ts';
import type { Settings } from '../settings.ts';
import { appKeys } from './app-keys.ts';
import { rateRooms } from './rate-rooms.ts';

/** The right to one start. One of the two must be called. */
export interface StartTurn {
  dial(credentials: AppCredentials, order: DialOrder): Promise<DialAnswer>;
  /** It was not needed after all: whoever is next gets it. */
  giveBack(): void;
}

/** The telephone network as fast as it lets us: what a use case asks of the provider goes through here. */
export interface Provider {
  /**
   * Waits for a turn, a bounded time (PACE-1).
   *
   * @throws DomainError RATE_LIMITED, PROVIDER_UNAVAILABLE: nothing was done; NOT_FOUND where the account has no such
   * app.
   * @throws ServiceBusy where this process is stopping: another one may have a turn.
   */
  turnToStart(account: AccountId, app: AppId): Promise<StartTurn>;
  /** Asks about a call when its turn comes within so many wall milliseconds and before `end`; null where it doesn't. */
  query(
    account: AccountId,
    credentials: AppCredentials,
    asked: Asked,
    patienceMs: number,
    end?: AbortSignal,
  ): Promise<CallNews | null>;
  /** The same about a call of a bill, when nobody else asks anything: null where its turn doesn't come in time (BILL-5). */
  check(account: AccountId, credentials: AppCredentials, asked: Asked, patienceMs: number): Promise<CallNews | null>;
  /** The process stops: nothing more is asked, and no start waits for its turn. Who has one may use it. */
  stop(): void;
}

export function pacedProvider(ports: Ports, settings: Settings): Provider {
  const { gateway, clock, metrics } = ports;
  const { patienceMs } = settings.providerRate;
  const appKeyOf = appKeys(ports);
  const rooms = rateRooms(ports, settings);
  let isStopping = false;
  const ask = async (
    errand: 'QUERY' | 'CHECK',
    ...[account, credentials, asked, patience, end]: Parameters<Provider['query']>
  ): Promise<CallNews | null> => {
    if (isStopping) return null;
    const { room } = rooms.of(credentials.appKey);
    if (!(await room.enter(errand, account, patience, end))) return null;
    const news = await gateway.query(credentials, asked);
    if (news.kind === 'UNKNOWN' && news.limitedForSeconds !== undefined) room.refused(news.limitedForSeconds);
    return news;
  };
  return {
    async turnToStart(account, app) {
      const { room, breaker } = rooms.of(await appKeyOf(account, app));
      breaker.requireClosed();
      if (!(await room.enter('START', account, patienceMs))) {
        if (isStopping) throw new ServiceBusy();
        throw new DomainError({ code: 'RATE_LIMITED', retryAt: room.freeAt() });
      }
      try {
        breaker.pass();
      } catch (error) {
        room.giveBack();
        throw error;
      }
      return {
        dial: async (credentials, order) => {
          const sentAt = clock.wall().getTime();
          const answer = await gateway.dial(credentials, order);
          metrics.dialled(answer.kind);
          const limitedFor = retryAfterRate(answer);
          if (limitedFor !== null) room.refused(limitedFor);
          await breaker.learn(answer, sentAt);
          return answer;
        },
        giveBack: () => {
          room.giveBack();
          breaker.giveBack();
        },
      };
    },
    query: (...words) => ask('QUERY', ...words),
    check: (...words) => ask('CHECK', ...words),
    stop() {
      isStopping = true;
      rooms.dismiss();
    },
  };
}

/** Wall seconds to wait, where an answer means that the start came too fast; null otherwise. */
function retryAfterRate(answer: DialAnswer): number | null {
  if (answer.kind !== 'REJECTED') return null;
  const { code, retryAfterSeconds } = failureOf(answer.refusal);
  return code === 'RATE_LIMITED' ? (retryAfterSeconds ?? 0) : null;
}
