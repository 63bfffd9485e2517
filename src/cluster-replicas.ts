import type { Worker } from 'node:cluster';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './application/ports/ports.ts';

/** What a replica says to the process that started it, once it serves. */
export const READY = 'ready';

const SHORTEST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** Who has served for so long had a right start: the next pause is the shortest again. */
const SOUND_MS = 10_000;

/** Replicas of the service as processes below this one, behind one port. Each that dies is started again. */
export class ClusterReplicas {
  readonly #end = new AbortController();
  readonly #workers = new Set<Worker>();
  #keeping: readonly Promise<void>[] = [];

  constructor(
    /** Beside those of this process. */
    private readonly variables: NodeJS.ProcessEnv,
    private readonly log: Log,
  ) {}

  get processes(): readonly number[] {
    return [...this.#workers].map(({ process: { pid } }) => pid ?? 0);
  }

  /** Resolves when all serve. @throws Error where one ends before it ever did; it has said why. */
  async start(count: number): Promise<void> {
    const workers = Array.from({ length: count }, () => this.#fork());
    const served = await Promise.all(workers.map(serves));
    if (served.includes(false)) throw new Error('A replica did not start.');
    this.#keeping = workers.map((worker) => this.#keep(worker));
  }

  /** Lets each finish what is under way. Where the terminal has told them already, they take the signal for the same one. */
  async stop(): Promise<void> {
    this.#end.abort();
    const left = [...this.#workers];
    const gone = left.map((worker) => once(worker, 'exit'));
    for (const worker of left) worker.process.kill('SIGTERM');
    await Promise.all([...gone, ...this.#keeping]);
  }

  #isStopping(): boolean {
    return this.#end.signal.aborted;
  }

  #fork(): Worker {
    const worker = cluster.fork(this.variables);
    this.#workers.add(worker);
    worker.once('exit', () => this.#workers.delete(worker));
    return worker;
  }

  /** From one that serves on, for as long as this is not stopped. */
  async #keep(first: Worker): Promise<void> {
    let worker = first;
    let pauseMs = SHORTEST_PAUSE_MS;
    for (;;) {
      const begun = performance.now();
      const [code, signal] = (await once(worker, 'exit')) as [number | null, string | null];
      if (this.#isStopping()) return;
      if (performance.now() - begun > SOUND_MS) pauseMs = SHORTEST_PAUSE_MS;
      const ended = { pid: worker.process.pid, how: signal ?? code, pauseMs };
      this.log('warn', 'A replica has ended, and is started again.', ended);
      await pause(pauseMs, undefined, { signal: this.#end.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      if (this.#isStopping()) return;
      const next = this.#fork();
      void serves(next).then((isServing) => {
        if (isServing) this.log('info', 'A replica serves again.', { pid: next.process.pid });
      });
      worker = next;
    }
  }
}

/** Whether it came to serve before it ended. */
function serves(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.on('message', (word) => word === READY && resolve(true));
    worker.once('exit', () => resolve(false));
  });
}
