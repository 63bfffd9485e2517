import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const all = {
  // type-graphql loads graphql's CommonJS build; without this the tests would load a second copy beside it.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
};
const limits = { testTimeout: 60_000, hookTimeout: 90_000 };
/** What starts whole processes, and what is measured while it does. */
const apart = ['test/e2e/**/*.test.ts', 'test/console/**/*.test.ts'];

export default defineConfig({
  ...all,
  test: {
    globalSetup: ['test/support/postgres-server.ts', 'test/support/collected-logs.ts'],
    // By itself it leaves a core alone, which is half of a small machine; our tests wait on others for much of their time.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      { ...all, test: { name: 'apart', include: apart, ...limits } },
      {
        ...all,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          // A worker loads what these need once, not for each file anew, which took longer than most of them. No module
          // of ours keeps anything that one test could leave to another.
          isolate: false,
          ...limits,
        },
      },
    ],
  },
});
