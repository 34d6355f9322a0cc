import { defineConfig } from 'vitest/config'

/** `unit` needs no build. `journeys` drives the built site on both hosts, a file at a time. `npm test` runs both beside each other. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{src,build,functions,scripts}/**/*.test.{ts,tsx}',
            'tests/{repo,content,support}/**/*.test.ts',
            'tests/budgets/round-trips.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/{journeys,faults}/**/*.test.ts', 'tests/budgets/{page-weights,worker}.test.ts'],
          globalSetup: ['tests/support/build.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
