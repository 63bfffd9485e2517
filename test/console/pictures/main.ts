import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../browser.ts';
import { startLoneService } from '../lone-service.ts';
import type { Language } from '../visitor.ts';
import { Visitor } from '../visitor.ts';
import { Company } from './company.ts';
import { album, tour } from './sights.ts';
import type { Sight } from './sights.ts';
import { smallWebp } from './small-webp.ts';

const { values } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string' } } });
const TOUR_FOLDER = 'docs/pictures';
/** So many times as fast as the wall's go the telephones. */
const RATE = 10;
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/**
 * `npm run pictures`: takes the pictures of the README's tour anew, of a service with a company that calls.
 * `npm run pictures -- --all FOLDER [--only overview,call]`: every page instead, or those, wide and as on a telephone, in
 * both languages.
 */
async function main(): Promise<void> {
  const service = await startLoneService(RATE);
  const browser = await openBrowser();
  const take = async (sight: Sight, language: Language, size: keyof typeof SIZES): Promise<Buffer> => {
    const visitor = await Visitor.arrive(browser, service.url, language, SIZES[size]);
    if (sight.who !== 'NOBODY') await visitor.signIn(sight.who === 'NEWCOMER' ? company.newcomer : company.owner);
    await visitor.open(await sight.path(company));
    await sight.until?.(visitor);
    const picture = await visitor.page.screenshot({ fullPage: sight.isWhole ?? false, animations: 'disabled' });
    await visitor.leave();
    return picture;
  };
  const company = await Company.found(service);
  try {
    await company.work();
    if (values.all === undefined) await takeTour();
    else await takeAll(values.all);
  } finally {
    await browser.close();
    await service.stop();
  }

  async function takeTour(): Promise<void> {
    await mkdir(TOUR_FOLDER, { recursive: true });
    const studio = await Visitor.arrive(browser, service.url, 'en');
    for (const sight of tour) {
      const picture = await smallWebp(studio.page, await take(sight, sight.language, sight.size), sight.width);
      await writeFile(join(TOUR_FOLDER, `${sight.name}.webp`), picture);
      process.stdout.write(`${sight.name.padEnd(16)} ${(picture.length / 1024).toFixed(1)} KB\n`);
    }
  }

  async function takeAll(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    const wanted = values.only?.split(',');
    for (const sight of album.filter(({ name }) => wanted?.includes(name) ?? true))
      for (const language of ['zh', 'en'] as const)
        for (const size of ['wide', 'phone'] as const) {
          const name = `${sight.name}-${language}-${size}.png`;
          await writeFile(join(folder, name), await take({ ...sight, isWhole: true }, language, size));
          process.stdout.write(`${name}\n`);
        }
  }
}

await main();
