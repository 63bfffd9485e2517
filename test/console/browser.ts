import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Debian's; `.ci/run` installs it. CHROMIUM names another one. */
const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Why the tests in a browser cannot run here; null where they can. */
export const whyNot = ((): string | null => {
  if (!existsSync(EXECUTABLE)) return `there is no browser at ${EXECUTABLE}`;
  return existsSync('console/dist/index.html') ? null : 'the console is not built: npm run build';
})();

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [...FLAGS, '--disable-component-update', '--disable-sync'],
  });
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What would keep people out, as axe finds it: serious and critical only. Read into the page past its policy. */
export async function barriers(page: Page): Promise<string[]> {
  const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  await page.evaluate(axe);
  const run = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)";
  const found = await page.evaluate<Violation[]>(run);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
