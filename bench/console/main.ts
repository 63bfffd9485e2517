import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openBrowser } from '../../test/console/browser.ts';
import { crowdVariables } from '../../test/console/crowd.ts';
import { startLoneService } from '../../test/console/lone-service.ts';
import { openForBusiness, registerCustomer } from '../../test/support/customer.ts';
import { measureBoard } from './board.ts';
import { measureFirstPage } from './first-page.ts';

const { values } = parseArgs({
  options: { visits: { type: 'string', default: '20' }, calls: { type: 'string', default: '500' } },
});

/**
 * `npm run bench:console -- --visits 20 --calls 500`: how soon the first page can be used with an empty cache, and what
 * the live board makes of so many calls, before and after half a minute without a network. Needs Chromium and the
 * built console.
 */
async function main(): Promise<void> {
  const service = await startLoneService(2, crowdVariables);
  const browser = await openBrowser();
  try {
    const customer = await registerCustomer(service.url, service.sandboxUrl);
    await openForBusiness(customer);
    await measureFirstPage(browser, service.url, customer, Number(values.visits));
    await measureBoard(browser, service, customer, Number(values.calls));
    say(
      `load ${loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}`,
    );
  } finally {
    await browser.close();
    await service.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
