import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeSocketFolder, sweepSocketFolders } from '../../../electron/services/vm/socket-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sock '));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('makes a folder that only this user can enter, and removes it', () => {
  const runtime = join(root, 'run');
  const folder = makeSocketFolder(runtime);
  expect(dirname(dirname(folder.serial))).toBe(runtime);
  expect(statSync(dirname(folder.serial)).mode & 0o777).toBe(0o700);
  folder.remove();
  expect(readdirSync(runtime)).toEqual([]);
});

it('goes to the temporary folder where the path would not fit into a socket address', () => {
  const folder = makeSocketFolder(join(root, 'ü'.repeat(60)));
  expect(Buffer.byteLength(folder.monitor)).toBeLessThanOrEqual(103);
  expect(folder.monitor.startsWith(tmpdir())).toBe(true);
  folder.remove();
});

it('sweeps what a killed host left, and nothing that is in use', () => {
  const left = makeSocketFolder(root);
  const used = makeSocketFolder(root);
  utimesSync(dirname(left.serial), 1, 1);
  sweepSocketFolders(root);
  expect(readdirSync(root)).toEqual([basename(dirname(used.serial))]);
});
