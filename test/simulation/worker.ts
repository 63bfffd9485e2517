import './lean.ts';
import { run } from './run.ts';

const [from = 0, seeds = 0, stride = 1] = process.argv.slice(2).map(Number);
const report = await run(from, seeds, stride);
process.send?.(report, () => process.disconnect());
