import { createLog } from '../../../src/adapters/system/log.ts';
import { startService } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { instrumentsOf } from './instruments.ts';
import { becomeMortal, endWith } from './mortal.ts';

/** The service as `src/main.ts` starts it, with fail points. */
async function main(): Promise<void> {
  const { points, ready } = becomeMortal();
  const config = readConfig(process.env);
  const log = createLog((line) => process.stderr.write(line), config.logLevel);
  await startService(config, log, instrumentsOf(points));
  ready();
}

main().catch(endWith);
