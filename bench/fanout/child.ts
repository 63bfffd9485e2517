import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const canPin = spawnSync('taskset', ['--version']).error === undefined;

/** A process of the bench on one core, where the system can do that, with which one talks in turns. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;
  readonly #heard: object[] = [];
  #wake = (): void => undefined;

  constructor(file: string, args: readonly string[], core: number) {
    const command = [process.execPath, '--expose-gc', '--import', 'tsx', fileURLToPath(new URL(file, import.meta.url))];
    const [first = '', ...rest] = [...(canPin ? ['taskset', '-c', String(core)] : []), ...command, ...args];
    this.#process = spawn(first, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#process.on('message', (message: object) => {
      this.#heard.push(message);
      this.#wake();
    });
    this.#ended = once(this.#process, 'exit').then(() => Promise.reject(new Error('A process of the bench ended.')));
    this.#ended.catch(() => undefined);
  }

  say(message: object | string): void {
    this.#process.send(message);
  }

  async hears<Answer>(): Promise<Answer> {
    while (this.#heard.length === 0)
      await Promise.race([new Promise<void>((wake) => (this.#wake = wake)), this.#ended]);
    return this.#heard.shift() as Answer;
  }

  async ask<Answer>(message: object | string): Promise<Answer> {
    this.say(message);
    return await this.hears<Answer>();
  }

  async stop(): Promise<void> {
    this.#process.kill();
    await this.#ended.catch(() => undefined);
  }
}
