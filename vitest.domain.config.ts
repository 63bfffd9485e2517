import { defineConfig } from 'vitest/config';
import whole from './vitest.config.ts';

/** The domain's own tests: they need no database, so a mutation run repeats them in seconds. */
export default defineConfig({
  ...whole,
  test: { ...whole.test, include: ['test/domain/**/*.test.ts'], globalSetup: [] },
});
