// The static checks: layers, types of every part, lint and format. `--fix` lets Biome repair what it can.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const fix = process.argv.includes('--fix');
const checks = [
  ['layers', process.execPath, ['scripts/check-layers.mjs']],
  ['types: core', bin('tsc'), ['-p', 'electron/core']],
  ['types: host', bin('tsc'), ['-p', 'electron']],
  ['types: renderer', bin('tsc'), ['-p', 'renderer']],
  ['types: tests', bin('tsc'), ['-p', '.']],
  ['lint and format', bin('biome'), ['check', ...(fix ? ['--write'] : []), '--error-on-warnings', '.']],
];

let failed = 0;
for (const [title, program, args] of checks) {
  const started = performance.now();
  const run = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  const good = run.status === 0;
  if (!good) failed++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (!good) console.log(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`);
}
process.exitCode = failed === 0 ? 0 : 1;
