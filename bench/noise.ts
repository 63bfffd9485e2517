import type { Asking } from './load.ts';
import { load } from './load.ts';

/** The noisy account of `npm run bench:budget`: asks what its parent says, and tells what became of it. */
process.once('message', (asking: Asking) => {
  void load(asking).then((found) => process.send?.(found, () => process.disconnect()));
});
