import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, ownMark } from './process-mark.ts';

/** Who uses the server of one folder: a file per start, counted only while its process lives. */
export class Members {
  constructor(private readonly folder: string) {}

  /** Counts this start; the name returned is for {@link leave}. Call it under the folder's lock. */
  async join(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const name = `${await ownMark()}.${randomUUID()}`;
    await writeFile(join(this.folder, name), '');
    return name;
  }

  /** True when nobody is left behind. Call it under the folder's lock. */
  async leave(name: string): Promise<boolean> {
    await rm(join(this.folder, name), { force: true });
    const others = await Promise.all(
      (await readdir(this.folder)).map(async (other) => {
        const alive = await isAlive(other.split('.')[0] ?? '');
        if (!alive) await rm(join(this.folder, other), { force: true });
        return alive;
      }),
    );
    return !others.includes(true);
  }
}
