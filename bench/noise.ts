import type { Asking } from './load.ts';
import { load } from './load.ts';

/** The noisy account of `npm run bench:budget`: asks what its parent says, as often as it says so, and tells what became of it. */
process.on('message', (asking: Asking) => void load(asking).then((found) => process.send?.(found)));
process.once('disconnect', () => process.exit());
