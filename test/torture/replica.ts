import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import type { Arm, Word } from './replica/messages.ts';

export interface ReplicaOptions {
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]];
  readonly variables: NodeJS.ProcessEnv;
  /** What it says goes to the end of this file. */
  readonly logFile: string;
  readonly onPoint: (point: string) => void;
  readonly onReady: (ready: boolean) => void;
  /** It ended, and nobody had killed it. */
  readonly onCollapse: (how: string) => void;
}

/** Starts after which a replica stays away: the run will show it. */
const PATIENCE = 500;

/** One replica of the service: a process, and its successors after each death. */
export class Replica {
  #child: ChildProcess | null = null;
  #armed = false;
  #serving = false;
  /** Starts that failed, as they do while PostgreSQL is down. */
  failedStarts = 0;

  constructor(private readonly options: ReplicaOptions) {}

  get name(): string {
    return this.options.name;
  }

  /** Resolves when a process serves, or when so many starts have failed; starts fail while PostgreSQL is down. */
  async start(tries = PATIENCE): Promise<void> {
    for (let left = tries; !(await this.#startOnce()); left--) {
      if (left <= 1) return;
      this.failedStarts += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** It will die at that point, if it passes it. */
  arm(arm: Arm): void {
    this.#armed = true;
    this.#child?.send(arm, () => undefined);
  }

  /** Whether it died by itself within that time. */
  async diesWithin(milliseconds: number): Promise<boolean> {
    const child = this.#child;
    if (child === null || hasEnded(child)) return true;
    return await Promise.race([
      once(child, 'exit').then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), milliseconds)),
    ]);
  }

  async kill(): Promise<void> {
    this.#serve(false);
    const child = this.#child;
    this.#armed = true;
    if (child === null || hasEnded(child)) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  pause(): void {
    this.#serve(false);
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
    this.#serve(true);
  }

  async #startOnce(): Promise<boolean> {
    const { command, variables, logFile, onPoint, onCollapse } = this.options;
    const log = openSync(logFile, 'a');
    const [program, ...args] = command;
    const child = spawn(program, args, { env: variables, stdio: ['ignore', log, log, 'ipc'] });
    this.#child = child;
    this.#armed = false;
    const ready = new Promise<boolean>((resolve) => {
      child.on('message', (word: Word) => {
        if (word.kind === 'POINT') onPoint(word.point);
        else {
          this.#serve(true);
          resolve(true);
        }
      });
      child.on('exit', (code, signal) => {
        if (this.#serving && !this.#armed)
          onCollapse(`${this.name} ended by itself with ${code ?? signal ?? 'nothing'}`);
        this.#serve(false);
        resolve(false);
      });
    });
    return await ready;
  }

  #serve(serving: boolean): void {
    this.#serving = serving;
    this.options.onReady(serving);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
