import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import type { Home } from './home.ts';
import { answersAs } from './connection.ts';
import { commandOf } from './process-mark.ts';
import { runProgram, surroundings } from './run-program.ts';
import { ServerLog } from './server-log.ts';
import { giveTo } from './server-user.ts';
import { until } from './until.ts';

/** Recovery after a crash takes as long as there is to replay, and so may the end of a server before us. */
const startPatienceMs = 60_000;
/** A fast shutdown ends with a checkpoint. */
const stopPatienceMs = 60_000;

/** Client errors quote what was written, telephone numbers too: only what the server says of itself is logged. */
const standing = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/** A failed attempt worth another: the port went to somebody else, or a dead server's last children are leaving. */
const passing = /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory block/;

/** The PostgreSQL server of one cluster. Every method is to be called under the home's lock. */
export class Server {
  private readonly log: ServerLog;

  constructor(
    private readonly home: Home,
    private readonly binaries: Binaries,
    private readonly cluster: Cluster,
  ) {
    this.log = new ServerLog(join(home.path, 'server.log'));
  }

  /**
   * The port of the running server: one that runs already (its process may have outlived whoever started it), else a
   * new one. Waits for a server that is just starting or shutting down.
   *
   * @throws Error with the end of the server's log, when there is no answer within 60 s or the server gives up.
   */
  async start(settings: Readonly<Record<string, string>>): Promise<number> {
    let child: ChildProcess | undefined;
    const port = await until(startPatienceMs, async () => {
      const seen = await this.look();
      if (typeof seen === 'number') return seen;
      if (seen === 'none' && child !== undefined && hasEnded(child)) {
        if (!passing.test(await this.log.sinceMark())) throw await this.failure('did not start');
        child = undefined;
      }
      if (seen === 'none') child ??= await this.launch(settings);
      return undefined;
    });
    return port ?? Promise.reject(await this.failure(`did not answer within ${startPatienceMs / 1000} s`));
  }

  /**
   * Ends the server, if it runs: sessions are cut off, and what was committed is on disk.
   *
   * @throws Error with the end of the server's log, when it has not ended within 60 s.
   */
  async stop(): Promise<void> {
    if ((await this.look()) === 'none') return;
    const args = ['stop', '-D', this.cluster.path, '-m', 'fast', '-t', String(stopPatienceMs / 1000)];
    try {
      await runProgram(this.home, this.binaries.pg_ctl, args, stopPatienceMs + 5_000);
    } catch (cause) {
      if ((await this.look()) !== 'none') throw await this.failure('did not stop', cause);
    }
  }

  /**
   * Its port when the server answers, `busy` while it is starting or shutting down. The pid file alone proves nothing:
   * after a crash its pid and its port may have become others'. One that names a foreign process is removed, because
   * PostgreSQL would take that process for a living server; one that names none it clears by itself.
   */
  private async look(): Promise<number | 'busy' | 'none'> {
    const file = join(this.cluster.path, 'postmaster.pid');
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!(pid > 0)) return 'none';
    if (port > 0 && (await answersAs(port, this.cluster))) return port;
    const command = await commandOf(pid);
    if (command === undefined) return 'none';
    if (command.includes(this.cluster.path) || process.platform === 'win32') return 'busy';
    await rm(file, { force: true });
    return 'none';
  }

  /** Detached, in a session of its own: Ctrl-C in the terminal must not end the server before we have finished. */
  private async launch(settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
    const chosen = Object.entries({ ...standing, ...settings, port: String(await freePort()) });
    const args = ['-D', this.cluster.path, ...chosen.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    await this.log.mark();
    const log = await open(this.log.path, 'a', 0o600);
    try {
      await giveTo(this.home.user, this.log.path);
      const stdio = ['ignore' as const, log.fd, log.fd];
      const options = { ...surroundings(this.home), detached: true, windowsHide: true, stdio };
      const child = spawn(this.binaries.postgres, args, options);
      child.once('error', (error) => this.log.add(error.message));
      child.unref();
      return child;
    } finally {
      await log.close();
    }
  }

  private async failure(what: string, cause?: unknown): Promise<Error> {
    return new Error(
      `The embedded PostgreSQL in ${this.home.path} ${what}. The end of ${this.log.path}:\n${await this.log.tail()}`,
      { cause },
    );
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Free at this moment; whoever takes it before the server does costs one more attempt. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
