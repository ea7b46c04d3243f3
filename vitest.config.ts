import { defineConfig } from 'vitest/config';

/** For lanes with real tools, on machines that may be slow and busy. Who needs a second try is named at the end. */
const slow = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } }, retry: 1 };

/** Needs Linux's own tree and minutes: only `npm run test:kconfig-linux` sets the variable. */
const linuxLane = process.env.KCONFIG_LINUX
  ? [{ test: { name: 'kconfig-linux', include: ['test/kconfig-linux/**/*.test.ts'], ...slow, testTimeout: 300_000 } }]
  : [];

/** Four lanes; `npx vitest --project core` runs one. The lane with the browser comes last and alone. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: ['test/core/**/*.test.ts', 'test/scripts/**/*.test.ts'],
          environment: 'node',
          testTimeout: slow.testTimeout,
        },
      },
      { test: { name: 'services', include: ['test/services/**/*.test.ts', 'test/hosts/**/*.test.ts'], ...slow } },
      { test: { name: 'renderer', include: ['test/renderer/**/*.test.{ts,tsx}'], testTimeout: slow.testTimeout } },
      ...linuxLane,
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          ...slow,
          testTimeout: 300_000,
        },
      },
    ],
  },
});
