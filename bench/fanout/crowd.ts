import { QUERY } from './served.ts';
import { WatcherSocket } from './watcher-socket.ts';

/** Thousands of watchers in a process of their own. */
interface Order {
  readonly port: number;
  readonly payload: object;
  readonly sockets: number;
}

/** Opened at once, so that no listener's queue overflows. */
const AT_ONCE = 50;

const open: WatcherSocket[] = [];
let awaited = 0;

/** Each is told of each event once; whoever has heard it is not counted again before the next. */
function heard(): void {
  awaited -= 1;
  if (awaited === 0) process.send?.({ servedAt: String(process.hrtime.bigint()) });
}

async function gather({ port, payload, sockets }: Order): Promise<void> {
  while (open.length < sockets) {
    const some = Array.from({ length: Math.min(AT_ONCE, sockets - open.length) }, () =>
      WatcherSocket.open(port, payload, QUERY, heard),
    );
    open.push(...(await Promise.all(some)));
  }
}

process.on('message', (order: Order | 'expect' | 'leave') => {
  if (order === 'expect') {
    awaited = open.length;
    process.send?.({ expects: awaited });
  } else if (order === 'leave') {
    for (const socket of open.splice(0)) socket.close();
    process.send?.({ left: true });
  } else {
    void gather(order).then(() => process.send?.({ gathered: open.length }));
  }
});
