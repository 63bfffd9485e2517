import type { AccountId } from '../domain/ids.ts';
import { Bell } from './bell.ts';
import type { Ports } from './ports/ports.ts';

/**
 * Runs a generator that sleeps on a bell which rings with the account's news. Asked to return, it wakes and ends at
 * once, also in the middle of a wait.
 */
export function watched<Item>(
  { events, clock }: Ports,
  account: AccountId,
  generate: (bell: Bell) => AsyncGenerator<Item, void, void>,
): AsyncIterableIterator<Item> {
  const bell = new Bell(clock);
  const watch = events.watch(account, () => bell.ring());
  const items = generate(bell);
  const end = async (): Promise<IteratorResult<Item>> => {
    watch.stop();
    bell.stop();
    await items.return();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      try {
        const item = await items.next();
        if (item.done === true) watch.stop();
        return item;
      } catch (error) {
        watch.stop();
        throw error;
      }
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
