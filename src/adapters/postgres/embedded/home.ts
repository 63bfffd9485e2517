import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, serverUser, type ServerUser } from './server-user.ts';

/** Where everything of one embedded server lies, and who runs it. */
export interface Home {
  readonly path: string;
  readonly user: ServerUser;
}

/** In the folder asked for, names the place that is used instead. */
const pointer = 'elsewhere';

/**
 * The folder itself, unless PostgreSQL has to run as another user who cannot reach it (a project below a private home):
 * then a place of its own, told through `log`, remembered in the folder and found again.
 *
 * @throws Error when a cluster is there already but its owner cannot reach it, or no place will do.
 */
export async function findHome(folder: string, log: (message: string) => void): Promise<Home> {
  await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 });
  const asked = await realpath(folder);
  const known = await readFile(join(asked, pointer), 'utf8').catch(() => undefined);
  const path = known?.trim() ?? asked;
  const user = await serverUser(join(path, 'cluster'));
  if (await canReach(user, path)) return { path, user };
  if (await exists(join(path, 'cluster'))) {
    throw new Error(`The database in ${path} cannot be reached by the user ${String(user.uid)} who owns it.`);
  }
  const place = await placeElsewhere(asked, user);
  await writeFile(join(asked, pointer), `${place}\n`);
  log(`The user PostgreSQL runs as cannot reach ${asked}; the database is in ${place} instead.`);
  return { path: place, user };
}

/** The name depends on the folder alone, so that two first starts at once agree. */
async function placeElsewhere(folder: string, user: ServerUser): Promise<string> {
  const name = `zhuanxian-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  for (const parent of ['/var/lib', tmpdir()]) {
    const place = join(parent, name);
    if ((await makeOurs(place)) && (await canReach(user, place))) return place;
  }
  throw new Error(
    `The user PostgreSQL runs as (${String(user.uid)}) can reach neither ${folder} nor a place in /var/lib or ` +
      `${tmpdir()}. Move the project, start as an ordinary user, or set DATABASE_URL.`,
  );
}

/** A temporary folder is everybody's: what somebody else put there under that name is not ours to use. */
async function makeOurs(place: string): Promise<boolean> {
  try {
    await mkdir(place).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    const found = await lstat(place);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
    await chmod(place, 0o755);
    return true;
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
