import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../../src/config.ts';

const run = promisify(execFile);

/** How a replica is started from the sources: slower to start, but there is nothing to build. */
export const fromSources: readonly [string, ...string[]] = [
  process.execPath,
  '--import',
  'tsx',
  join(projectFolder, 'test/torture/replica/main.ts'),
];

/** Builds what a replica runs, and returns how to start it: in half the time that the sources take. */
export async function built(): Promise<readonly [string, ...string[]]> {
  await run(process.execPath, [join(projectFolder, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.torture.json'], {
    cwd: projectFolder,
  });
  return [process.execPath, '--enable-source-maps', join(projectFolder, 'dist/torture/test/torture/replica/main.js')];
}
