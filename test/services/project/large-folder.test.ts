import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConfinement } from '../../../electron/services/project/confinement.ts';
import { ignoreRules } from '../../../electron/services/project/ignore-rules.ts';
import { listFolder } from '../../../electron/services/project/list-folder.ts';
import { projectSnapshot, SNAPSHOT_PATHS } from '../../../electron/services/project/project-snapshot.ts';
import { walkProject } from '../../../electron/services/project/walk-project.ts';
import { computedMs } from '../../computed-ms.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
const COUNT = 50_000;
const ignore = ignoreRules(() => null);

beforeAll(() => {
  temp = tempFolder();
  mkdirSync(join(temp.path, 'zoo'));
  for (let n = 0; n < COUNT; n++) writeFileSync(join(temp.path, `file${n}.c`), '');
});
afterAll(() => temp.remove());

/** The longest computation during which nothing else could run, and all of it. */
async function measured<T>(work: () => Promise<T>): Promise<{ value: T; blockedMs: number; ms: number }> {
  let blockedMs = 0;
  const started = computedMs();
  let last = started;
  const look = () => {
    const now = computedMs();
    blockedMs = Math.max(blockedMs, now - last);
    last = now;
  };
  const clock = setInterval(look, 1);
  const value = await work();
  clearInterval(clock);
  look();
  return { value, blockedMs, ms: last - started };
}

test('a folder of 50,000 files is listed whole and in order', async () => {
  const { value, blockedMs } = await measured(() => listFolder(createConfinement(temp.path), ignore, ''));
  if (!value.ok) throw new Error(value.error.message);
  expect(value.value).toHaveLength(COUNT + 1);
  expect(value.value.slice(0, 4).map((entry) => entry.name)).toEqual(['zoo', 'file0.c', 'file1.c', 'file2.c']);
  expect(value.value.at(-1)).toEqual({ name: 'file49999.c', kind: 'file', size: null });
  expect(blockedMs).toBeLessThan(1_000);
});

test('a snapshot for a family is bounded, the index holds all of them', async () => {
  const confinement = createConfinement(temp.path);
  const snapshot = await measured(() => projectSnapshot(confinement, ignore));
  expect(snapshot.value.paths).toHaveLength(SNAPSHOT_PATHS);
  const index = await measured(() => walkProject({ confinement, ignore, limit: 100_000 }));
  expect(index.value).toMatchObject({ truncated: false });
  expect(index.value.paths).toHaveLength(COUNT);
  expect(snapshot.ms).toBeLessThan(index.ms + 5_000);
});
