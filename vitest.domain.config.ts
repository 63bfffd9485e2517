import { defineConfig } from 'vitest/config';

/** The domain's own tests: they need no database, so a mutation run repeats them in seconds. */
export default defineConfig({ test: { include: ['test/domain/**/*.test.ts'] } });
