import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../../src/config.ts';

const run = promisify(execFile);

/** What dies: a replica of the whole service, or a process that does nothing but bill. */
export type Mortal = 'main' | 'biller';

/** How it is started from the sources: slower to start, but there is nothing to build. */
export function fromSources(mortal: Mortal): readonly [string, ...string[]] {
  return [process.execPath, '--import', 'tsx', join(projectFolder, `test/torture/replica/${mortal}.ts`)];
}

/** Builds what dies, and returns how to start it: in half the time that the sources take. */
export async function built(mortal: Mortal): Promise<readonly [string, ...string[]]> {
  await run(process.execPath, [join(projectFolder, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.torture.json'], {
    cwd: projectFolder,
  });
  const file = join(projectFolder, `dist/torture/test/torture/replica/${mortal}.js`);
  return [process.execPath, '--enable-source-maps', file];
}
