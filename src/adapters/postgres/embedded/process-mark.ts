import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Its pid and when it was born: a pid alone comes back for another process, in containers within seconds. */
async function markOf(pid: number): Promise<string | undefined> {
  const birth = await birthOf(pid);
  return birth === undefined ? undefined : `${pid}-${createHash('sha256').update(birth).digest('hex').slice(0, 16)}`;
}

/** The mark of this process: names it for good, fit for a file name. */
export async function ownMark(): Promise<string> {
  const mark = await markOf(process.pid);
  if (mark === undefined) throw new Error('This system does not tell when a process was born; set DATABASE_URL.');
  return mark;
}

/** True while the very process that {@link ownMark} named is alive; one that merely waits to be reaped is dead. */
export async function isAlive(mark: string): Promise<boolean> {
  return (await markOf(Number.parseInt(mark, 10))) === mark;
}

/**
 * The command line of a process, undefined when there is no such process. Windows tells it only slowly: there the
 * answer for any living process is the empty string.
 */
export async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return await readProc(`/proc/${pid}/cmdline`);
  if (process.platform === 'win32') return exists(pid) ? '' : undefined;
  return await ps(pid, 'command=');
}

/** Windows tells no birth cheaply: a reused pid counts as alive there, which leaves a server running at worst. */
async function birthOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return await linuxBirth(pid);
  if (process.platform === 'win32') return exists(pid) ? 'unknown' : undefined;
  return await ps(pid, 'lstart=');
}

/** Ticks since boot, so the boot's own id belongs to it. The fields are counted behind the name, which may hold anything. */
async function linuxBirth(pid: number): Promise<string | undefined> {
  const stat = await readProc(`/proc/${pid}/stat`);
  const [state, ...rest] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  if (state === undefined || state === 'Z' || state === 'X') return undefined;
  return `${(await readProc('/proc/sys/kernel/random/boot_id')) ?? ''} ${rest[18] ?? ''}`;
}

/** A process may end between opening and reading its file, hence any failure means that it is gone. */
async function readProc(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch(() => undefined);
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  const answer = await run('ps', ['-o', column, '-p', String(pid)]).catch(() => undefined);
  return answer?.stdout.trim() === '' ? undefined : answer?.stdout.trim();
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
