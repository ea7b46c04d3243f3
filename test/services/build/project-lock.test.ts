import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockFolder, lockProject } from '../../../electron/services/build/project-lock.ts';
import { processRow } from '../../../electron/services/process/process-table.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
beforeAll(() => {
  temp = tempFolder();
});
afterAll(() => temp.remove());

test('is held until it is given back', () => {
  const first = lockProject(temp.path, 'one');
  expect(first.kind).toBe('locked');
  expect(lockProject(temp.path, 'one')).toEqual({ kind: 'held', pid: process.pid });
  expect(lockProject(temp.path, 'two').kind).toBe('locked');
  if (first.kind === 'locked') first.lock.dispose();
  expect(lockProject(temp.path, 'one').kind).toBe('locked');
});

test('is not held by a process that is gone, nor by a later one of the same number', async () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const pid = child.pid!;
  writeFileSync(join(temp.path, 'build-three.lock'), JSON.stringify({ pid, startTime: processRow(pid)?.startTime }));
  expect(lockProject(temp.path, 'three')).toEqual({ kind: 'held', pid });
  writeFileSync(join(temp.path, 'build-four.lock'), JSON.stringify({ pid, startTime: '1' }));
  expect(lockProject(temp.path, 'four').kind).toBe('locked');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(lockProject(temp.path, 'three').kind).toBe('locked');
});

test('a damaged lock holds nobody up, and a folder that cannot be written neither', () => {
  writeFileSync(join(temp.path, 'build-five.lock'), 'not JSON');
  expect(lockProject(temp.path, 'five').kind).toBe('locked');
  writeFileSync(join(temp.path, 'a file'), '');
  expect(lockProject(join(temp.path, 'a file'), 'six').kind).toBe('locked');
});

test('of a shared folder is the same by whichever way the folder is reached', () => {
  const shared = join(temp.path, 'families');
  expect(lockFolder(join(shared, 'platform')).kind).toBe('locked');
  symlinkSync(shared, join(temp.path, 'another studio'));
  expect(lockFolder(join(temp.path, 'another studio', 'platform'))).toEqual({ kind: 'held', pid: process.pid });
  expect(lockFolder(join(shared, 'other')).kind).toBe('locked');
});
