import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FileChanges } from '#core/contract/files.ts';
import { type FolderWatcher, watchFolder } from '../../../electron/services/project/folder-watcher.ts';
import { ignoreRules } from '../../../electron/services/project/ignore-rules.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
let watcher: FolderWatcher | null;
let events: FileChanges[];
let reasons: string[];

beforeEach(() => {
  temp = tempFolder();
  events = [];
  reasons = [];
  watcher = null;
});
afterEach(async () => {
  await watcher?.dispose();
  temp.remove();
});

async function start(options: Partial<Parameters<typeof watchFolder>[0]> = {}) {
  watcher = watchFolder({
    root: temp.path,
    ignore: ignoreRules(() => ({ outputFolders: ['build'] }) as never),
    onChanges: (event) => events.push(event),
    onFallback: (reason) => reasons.push(reason),
    ...options,
  });
  await vi.waitFor(() => expect(watcher?.mode()).not.toBe('starting'), PATIENCE_MS);
  if (watcher.mode() === 'live') await vi.waitFor(() => expect(events).toEqual([LOOK_AGAIN]), PATIENCE_MS);
  events.length = 0;
  return watcher;
}
/** What is told once the watches stand: what changed before, nobody knows. */
const LOOK_AGAIN: FileChanges = { paths: [], overflow: true };
const changed = () => new Set(events.flatMap((event) => event.paths));

test('tells of files that were made, changed, renamed and deleted', async () => {
  mkdirSync(join(temp.path, 'src'));
  writeFileSync(join(temp.path, 'src', "it's ü.c"), '1');
  await start();
  expect(watcher?.mode()).toBe('live');
  writeFileSync(join(temp.path, 'src', "it's ü.c"), '2');
  await vi.waitFor(() => expect(changed()).toContain("src/it's ü.c"), PATIENCE_MS);
  renameSync(join(temp.path, 'src'), join(temp.path, 'new'));
  await vi.waitFor(() => expect(changed()).toContain('new'), PATIENCE_MS);
  rmSync(join(temp.path, 'new'), { recursive: true });
  writeFileSync(join(temp.path, 'Makefile'), '');
  await vi.waitFor(() => expect(changed()).toContain('Makefile'), PATIENCE_MS);
});

test('a burst of 50,000 changes is one word: look at everything again', async () => {
  await start();
  mkdirSync(join(temp.path, 'many'));
  for (let n = 0; n < 50_000; n++) writeFileSync(join(temp.path, 'many', `f${n}`), '');
  await vi.waitFor(() => expect(events.some((event) => event.overflow)).toBe(true), PATIENCE_MS);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(events.reduce((sum, event) => sum + event.paths.length, 0)).toBeLessThan(5_000);
});

test('build output and the insides of version control are passed over', async () => {
  for (const folder of ['build', '.git', 'sub/node_modules/x']) mkdirSync(join(temp.path, folder), { recursive: true });
  await start();
  for (const path of ['build/a.o', '.git/index', 'sub/node_modules/x/y.js', 'seen']) {
    writeFileSync(join(temp.path, path), '');
  }
  await vi.waitFor(() => expect(changed()).toContain('seen'), PATIENCE_MS);
  expect([...changed()].filter((path) => path !== 'seen')).toEqual([]);
});

test('compares the folders that were looked at where the system cannot watch', async () => {
  mkdirSync(join(temp.path, 'src'));
  writeFileSync(join(temp.path, 'src', 'a.c'), '1');
  await start({ subscribe: () => Promise.reject(new Error('No space left on device')), pollMs: 30 });
  expect(watcher?.mode()).toBe('polling');
  expect(reasons).toEqual(['No space left on device']);
  watcher?.look('src');
  // What it compares with is read a moment later: the file grows until that is seen.
  let size = 1;
  await vi.waitFor(
    () => {
      writeFileSync(join(temp.path, 'src', 'a.c'), 'x'.repeat(++size));
      expect(changed()).toContain('src/a.c');
    },
    { timeout: PATIENCE_MS, interval: 100 },
  );
  writeFileSync(join(temp.path, 'src', 'b.c'), '');
  await vi.waitFor(() => expect(changed()).toContain('src/b.c'), PATIENCE_MS);
  rmSync(join(temp.path, 'src', 'b.c'));
  events.length = 0;
  await vi.waitFor(() => expect(changed()).toContain('src/b.c'), PATIENCE_MS);
});
