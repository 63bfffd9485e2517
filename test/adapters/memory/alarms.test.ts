import { MemoryAlarms } from '../../../src/adapters/memory/memory-alarms.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { alarmsContract } from '../../contracts/alarms.ts';
import * as a from '../../support/a.ts';

alarmsContract(() => {
  const store = new MemoryStore();
  const told = () =>
    store.systemAlarms.map(({ kind, subject, open, detail = '' }) =>
      `${kind} ${subject} ${open ? '' : 'closed '}${detail}`.trimEnd(),
    );
  return Promise.resolve({
    alarms: new MemoryAlarms(store, () => a.noon),
    stored: () => Promise.resolve(told()),
    close: () => Promise.resolve(),
  });
});
