import { playBatches } from './play-batches.ts';

const [url = '', ...figures] = process.argv.slice(2);
const [from = 0, seeds = 0, atOnce = 1] = figures.map(Number);
const report = await playBatches(url, { from, seeds, atOnce });
process.send?.(report, () => process.disconnect());
