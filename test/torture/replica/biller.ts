import { setTimeout as pause } from 'node:timers/promises';
import { createLog } from '../../../src/adapters/system/log.ts';
import { issueBills } from '../../../src/application/billing/issue-bills.ts';
import { openBilling } from '../../support/open-billing.ts';
import { withFailPoints } from './instruments.ts';
import { becomeMortal, endWith } from './mortal.ts';
import { inStory } from './story.ts';

/** Wall milliseconds between two looks; the service looks once a minute. */
const PAUSE_MS = 20;

/** Bills what is due, again and again, with fail points. */
async function main(): Promise<void> {
  const { points, ready } = becomeMortal();
  const log = createLog((line) => process.stderr.write(line), 'warn');
  const ports = await openBilling(process.env['DATABASE_URL'] ?? '', log);
  const issue = issueBills(withFailPoints(ports, ['accounts', 'reads', 'register'], points));
  ready();
  for (;;) {
    await inStory('issueBills', issue);
    await pause(PAUSE_MS);
  }
}

main().catch(endWith);
