import type { AnyCall } from '../../domain/any-call.ts';
import type { CallFilter } from '../../domain/call-filter.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import { runningCost } from '../../domain/running-cost.ts';
import type { followCall } from '../follow-call.ts';
import type { Ports } from '../ports/ports.ts';
import { within } from '../view.ts';
import type { Board } from './board.ts';
import { missedCalls, readBoard, shownOf, together } from './board.ts';
import { FollowedCalls } from './followed-calls.ts';
import type { News } from './news.ts';
import { readPersistently } from './persistently.ts';
import type { Reading, Update, UpdateKind } from './update.ts';
import type { CallUpdate } from './watch-call.ts';
import type { Watched } from './watched.ts';
import { watched } from './watched.ts';

/** Ticks of many calls are told together: no oftener than this, in service milliseconds. */
const TICKS_TOGETHER_MS = 1000;

type Item = Pick<CallUpdate<AnyCall>, 'call' | 'cost'>;

/** What is under way, or what of it has changed. Its version is the account's event sequence. */
export interface CallsUpdate extends Update {
  /** Calls and conferences as they are now. One that has ended or left the filter comes once more, and then no more. */
  readonly items: readonly Item[];
  /** False where some that are under way may be missing: a board has room for the newest. */
  readonly isWhole: boolean;
}

/**
 * LIVE-1, LIVE-2: all that is under way of an account and passes the filter, each change, and ticks of what costs. The
 * provider is asked about the newest (LIVE-3).
 */
export function watchCalls(ports: Ports, news: News, follow: ReturnType<typeof followCall>) {
  return (principal: Principal, filter: CallFilter, after: bigint | null): Watched<CallsUpdate> => {
    permit(principal, 'viewCalls');
    const { account } = principal;
    return watched(ports, after, news.of(account, null), async function* (bell) {
      const followed = new FollowedCalls((id) => follow(account, id));
      let seen: Board | null = null;
      let toldAt: Date = ports.clock.service();
      try {
        while (!bell.stopped) {
          const rings = bell.listen();
          const before: Board | null = seen;
          const read = (): Promise<Board> => within(ports, account, (reads) => readBoard(reads, filter, before));
          const board: Board | null = await readPersistently(ports, bell, read);
          if (board === null) return;
          followed.keep(board.underWay.values());
          const now = ports.clock.service();
          const missed = (since: bigint): Promise<Missed | null> =>
            readPersistently(ports, bell, () =>
              within(ports, account, async (reads) => ({ calls: await missedCalls(reads, filter, since) })),
            );
          yield new BoardReading(rings, board, { now, toldAt, isFirst: before === null }, missed);
          seen = board;
          toldAt = now;
          await bell.wait(nextTick(board, now));
        }
      } finally {
        followed.end();
      }
    });
  };
}

/** What has changed since a cursor; no calls where that cannot be told. */
interface Missed {
  readonly calls: readonly AnyCall[] | null;
}

interface Moment {
  readonly now: Date;
  /** When the reading before was told: minutes that have started since are news. */
  readonly toldAt: Date;
  readonly isFirst: boolean;
}

class BoardReading implements Reading<CallsUpdate> {
  readonly change: CallsUpdate | null;
  #newest: readonly AnyCall[] | null = null;
  readonly #wholes = new Map<UpdateKind, CallsUpdate>();

  constructor(
    readonly rings: number,
    private readonly board: Board,
    private readonly moment: Moment,
    /** Null where the watch has ended meanwhile. */
    private readonly missed: (since: bigint) => Promise<Missed | null>,
  ) {
    this.change = this.#change();
  }

  async opening(after: bigint | null): Promise<CallsUpdate | null> {
    if (after === null) return this.#whole('SNAPSHOT');
    const missed = await this.missed(after);
    if (missed === null) return null;
    if (missed.calls === null) return this.#whole('RESET');
    const told = after < this.board.wholeFrom ? together(missed.calls, this.#shown()) : missed.calls;
    return told.length === 0 ? null : this.#update('CHANGE', told);
  }

  #change(): CallsUpdate | null {
    const { changed } = this.board;
    if (changed === null) return this.moment.isFirst ? null : this.#whole('RESET');
    if (changed.length > 0) return this.#update('CHANGE', changed);
    const ticked = this.#shown().filter((call) => this.#ticked(call));
    return ticked.length === 0 ? null : this.#update('COST', ticked);
  }

  #ticked(call: AnyCall): boolean {
    const { now, toldAt } = this.moment;
    const minutes = runningCost(call, this.board.account, now)?.minutes;
    return minutes !== undefined && minutes !== runningCost(call, this.board.account, toldAt)?.minutes;
  }

  #shown(): readonly AnyCall[] {
    return (this.#newest ??= shownOf(this.board));
  }

  #whole(kind: 'SNAPSHOT' | 'RESET'): CallsUpdate {
    const whole = this.#wholes.get(kind) ?? this.#update(kind, this.#shown());
    this.#wholes.set(kind, whole);
    return whole;
  }

  #update(kind: UpdateKind, calls: readonly AnyCall[]): CallsUpdate {
    const { account, head, isWhole } = this.board;
    const { now } = this.moment;
    return {
      kind,
      cursor: kind === 'COST' ? null : head,
      version: Number(head),
      at: now,
      items: calls.map((call) => ({ call, cost: runningCost(call, account, now) })),
      isWhole,
    };
  }
}

/** When the next minute of any conversation starts. */
function nextTick({ account, underWay }: Board, now: Date): Date | null {
  const ticks = [...underWay.values()].flatMap((call) => runningCost(call, account, now)?.nextMinuteAt ?? []);
  if (ticks.length === 0) return null;
  return new Date(Math.max(Math.min(...ticks.map(Number)), now.getTime() + TICKS_TOGETHER_MS));
}
