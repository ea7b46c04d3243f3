// `npm test`: all the set-up, the static checks, the build, every test; ends with the sums on a line of their own.
// `npm test -- core services` runs only these lanes, `-- --no-checks` leaves the static checks out.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, ensurePackages, ensureSystemPackages, root, withSetup } from './setup.mjs';

const words = process.argv.slice(2);
const lanes = words.filter((word) => !word.startsWith('-'));
const results = join(root, '.cache', 'test-results.json');

await withSetup(async () => {
  ensurePackages();
  ensureSystemPackages();
  ensureBuild();
  let good = true;
  if (!words.includes('--no-checks')) {
    good = spawnSync(process.execPath, ['scripts/check.mjs'], { cwd: root, stdio: 'inherit' }).status === 0;
  }
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(results, { force: true });
  const tests = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--reporter=${join(root, 'scripts/second-tries.mjs')}`,
      `--outputFile.json=${results}`,
      ...lanes.flatMap((lane) => ['--project', lane]),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  good &&= tests.status === 0;
  try {
    const sums = JSON.parse(readFileSync(results, 'utf8'));
    const skipped = sums.numPendingTests + sums.numTodoTests;
    console.log(`${sums.numPassedTests} passed, ${sums.numFailedTests} failed, ${skipped} skipped`);
  } catch {
    console.log('The test runner ended without a result.');
    good = false;
  }
  process.exitCode = good ? 0 : 1;
});
