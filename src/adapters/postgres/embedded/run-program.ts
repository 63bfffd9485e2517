import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Home } from './home.ts';

const run = promisify(execFile);

/**
 * What a program of PostgreSQL finds around it: not our own environment, which holds secrets that the server's user
 * must not read, and whose PG… variables would lead it astray. English messages, because we look for some of them.
 */
export function surroundings(home: Home): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const { PATH, SystemRoot } = process.env;
  return { ...home.user, cwd: home.path, env: { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SystemRoot && { SystemRoot }) } };
}

/**
 * Runs a program of PostgreSQL to its end.
 *
 * @throws Error with what the program said, when it fails or takes longer than `patienceMs` milliseconds.
 */
export async function runProgram(home: Home, program: string, args: string[], patienceMs: number): Promise<void> {
  try {
    await run(program, args, { ...surroundings(home), timeout: patienceMs });
  } catch (cause) {
    const { code, stdout = '', stderr = '' } = cause as { code?: unknown; stdout?: string; stderr?: string };
    if (code === 'ENOENT') throw new Error(`${program} does not run on this system; set DATABASE_URL.`, { cause });
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
    throw new Error(`${program} failed: ${said === '' ? (cause as Error).message : said}`, { cause });
  }
}
