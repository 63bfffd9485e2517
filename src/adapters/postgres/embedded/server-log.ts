import { appendFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/** The file the server writes its messages to. */
export class ServerLog {
  private marked = 0;

  constructor(readonly path: string) {}

  /** Remembers where the messages of the attempt about to begin will start. */
  async mark(): Promise<void> {
    this.marked = (await stat(this.path).catch(() => ({ size: 0 }))).size;
  }

  async sinceMark(): Promise<string> {
    return (await this.read()).subarray(this.marked).toString();
  }

  /** The last lines, for error messages. */
  async tail(): Promise<string> {
    return (await this.read()).toString().trimEnd().split('\n').slice(-15).join('\n');
  }

  /** For what kept the server from writing itself. */
  add(message: string): void {
    appendFileSync(this.path, `${message}\n`);
  }

  private async read(): Promise<Buffer> {
    return await readFile(this.path).catch(() => Buffer.alloc(0));
  }
}
