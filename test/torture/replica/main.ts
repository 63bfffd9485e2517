import { createLog } from '../../../src/adapters/system/log.ts';
import { startService } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { nameCommits } from './commit-points.ts';
import { FailPoints } from './fail-points.ts';
import { instrumentsOf } from './instruments.ts';
import type { Arm, Word } from './messages.ts';

/** The service as `src/main.ts` starts it, with fail points that its parent arms. */
async function main(): Promise<void> {
  const tell = (word: Word): void => void process.send?.(word);
  const points = new FailPoints((point) => tell({ kind: 'POINT', point }));
  process.on('message', (arm: Arm) => points.arm(arm));
  // The driver died: nobody is there to be served.
  process.on('disconnect', () => process.exit(1));
  nameCommits(points);
  const config = readConfig(process.env);
  const log = createLog((line) => process.stderr.write(line), config.logLevel);
  await startService(config, log, instrumentsOf(points));
  tell({ kind: 'READY' });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
