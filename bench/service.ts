import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../src/config.ts';

/** As in `npm start`. */
const FLAGS = ['--heap-growing-percent=30', '--enable-source-maps'];

/** The service in a process of its own, as people run it, on a folder of its own. */
export class Service {
  #child: ChildProcess | null = null;
  #url = '';
  #sandboxUrl = '';

  private constructor(
    private readonly folder: string,
    private readonly variables: Readonly<Record<string, string>>,
  ) {}

  static async start(variables: Readonly<Record<string, string>>): Promise<Service> {
    const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-bench-'));
    await chmod(folder, 0o755);
    const service = new Service(folder, variables);
    await service.#open('0');
    return service;
  }

  get url(): string {
    return this.#url;
  }

  get sandboxUrl(): string {
    return this.#sandboxUrl;
  }

  /** Of its process, without the database's; where the system tells it in /proc. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.#child?.pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }

  /** As a new version is brought out: it says goodbye, and is there again at the same address. */
  async restart(): Promise<void> {
    await this.#close();
    await this.#open(new URL(this.#url).port);
  }

  async stop(): Promise<void> {
    await this.#close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #open(port: string): Promise<void> {
    const child = spawn(process.execPath, [...FLAGS, join(projectFolder, 'dist/main.js')], {
      env: { PATH: process.env['PATH'], PORT: port, DATA_FOLDER: this.folder, LOG_LEVEL: 'warn', ...this.variables },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        printed += String(chunk);
        if (printed.includes('stops everything')) resolve();
      });
      child.once('close', () => reject(new Error(`The service ended: ${printed}`)));
    });
    this.#url = /GraphQL\s+(\S+)\/graphql/.exec(printed)?.[1] ?? '';
    this.#sandboxUrl = /Sandbox\s+(\S+)/.exec(printed)?.[1] ?? '';
  }

  async #close(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}
