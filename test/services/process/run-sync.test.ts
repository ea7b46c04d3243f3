import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSync } from '../../../electron/services/process/run-sync.ts';
import { eventually, isAlive } from '../alive.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), `us 'sync' ü `));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives what a program prints, byte for byte, in a cleaned environment', () => {
  process.env.STUDIO_SECRET = 'x';
  const done = runSync({
    argv: ['/bin/sh', '-c', 'printf "\\377 $STUDIO_SECRET $GIVEN"; exit 3'],
    cwd: folder,
    env: { GIVEN: 'g' },
  });
  delete process.env.STUDIO_SECRET;
  expect(done).toMatchObject({ status: 3, signal: null });
  expect(Buffer.from(done!.stdout).toString('latin1')).toBe('\xff  g');
});

it('ends a program that takes too long, and what it has started', async () => {
  const done = runSync({ argv: ['/bin/sh', '-c', 'sleep 100 & echo $! > pid; wait'], cwd: folder, timeoutMs: 300 });
  expect(done).toBeNull();
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await eventually('the sleeper ends', () => !isAlive(pid));
});

it('ends what a program leaves behind', async () => {
  runSync({ argv: ['/bin/sh', '-c', 'sleep 100 >/dev/null & echo $! > pid'], cwd: folder });
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await eventually('the sleeper ends', () => !isAlive(pid));
});

it('answers null for a program that is not there, or that says too much', () => {
  expect(runSync({ argv: ['/nowhere/program'], cwd: folder })).toBeNull();
  expect(runSync({ argv: ['/bin/sh', '-c', 'yes'], cwd: folder, limitBytes: 1000 })).toBeNull();
});
