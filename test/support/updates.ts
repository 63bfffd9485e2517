import type { Update } from '../../src/application/live/update.ts';
import type { Watched } from '../../src/application/live/watched.ts';

/** The updates that one watcher is shown, which is opened by the first reading from the cursor that it brought. */
export function updatesOf<Of extends Update>(watched: Watched<Of>): AsyncGenerator<Of, void, void> {
  const readings = watched[Symbol.asyncIterator]();
  const updates = show(readings, watched.after);
  const leave = updates.return.bind(updates);
  // A generator that waits hears of its return only when it need not wait any more.
  updates.return = async (value) => {
    await readings.return();
    return leave(value);
  };
  return updates;
}

async function* show<Of extends Update>(
  readings: ReturnType<Watched<Of>[typeof Symbol.asyncIterator]>,
  after: bigint | null,
): AsyncGenerator<Of, void, void> {
  let isOpen = false;
  for await (const reading of readings) {
    const update = isOpen ? reading.change : await reading.opening(after);
    isOpen = true;
    if (update !== null) yield update;
  }
}
