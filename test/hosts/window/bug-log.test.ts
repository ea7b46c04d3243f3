import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBugLog } from '../../../electron/hosts/window/bug-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bug log '));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

describe('the log of our own mistakes', () => {
  it('keeps what was being done, the error and its cause, for its owner alone', async () => {
    const file = join(folder, 'data/studio.log');
    createBugLog(file)('call vm.list', new Error('outer', { cause: new Error('inner') }));
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/call vm\.list\nError: outer[\s\S]*\[cause\]: Error: inner/);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(process.stderr.write).toHaveBeenCalledOnce();
  });

  it('starts a new file when it has grown large, and keeps the one before', async () => {
    const file = join(folder, 'studio.log');
    await writeFile(file, 'x'.repeat(1024 * 1024 + 1));
    createBugLog(file)('again', new Error('new'));
    expect((await stat(`${file}.old`)).size).toBeGreaterThan(1024 * 1024);
    expect((await stat(file)).size).toBeLessThan(10_000);
  });

  it('never becomes a mistake itself', () => {
    expect(() => createBugLog('/dev/null/studio.log')('x', undefined)).not.toThrow();
  });
});
