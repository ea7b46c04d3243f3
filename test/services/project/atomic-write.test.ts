import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atomicWrite } from '../../../electron/services/project/atomic-write.ts';
import { mountDisk } from '../mounted-disk.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
beforeEach(() => {
  temp = tempFolder();
});
afterEach(() => temp.remove());

const bytes = (text: string) => Buffer.from(text);

test('replaces the text and keeps the permissions of the file', async () => {
  const file = join(temp.path, 'run me.sh');
  writeFileSync(file, 'old');
  chmodSync(file, 0o751);
  await atomicWrite(temp.path, 'run me.sh', bytes('new'));
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o7777).toBe(0o751);
  expect(readdirSync(temp.path)).toEqual(['run me.sh']);
});

test.runIf(process.getuid?.() === 0)('keeps the owner of the file', async () => {
  const { chownSync } = await import('node:fs');
  const file = join(temp.path, 'a');
  writeFileSync(file, 'old');
  chownSync(file, 1234, 4321);
  await atomicWrite(temp.path, 'a', bytes('new'));
  expect(statSync(file)).toMatchObject({ uid: 1234, gid: 4321 });
});

test('refuses to replace a file that appeared when it was to be a new one', async () => {
  const writing = atomicWrite(temp.path, 'a', bytes('mine'), {
    exclusive: true,
    beforeRename: async () => writeFileSync(join(temp.path, 'a'), 'theirs'),
  });
  await expect(writing).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(join(temp.path, 'a'), 'utf8')).toBe('theirs');
  expect(readdirSync(temp.path)).toEqual(['a']);
});

test('leaves the old text and no other file when the write is given up', async () => {
  writeFileSync(join(temp.path, 'a'), 'old');
  const writing = atomicWrite(temp.path, 'a', bytes('new'), { beforeRename: () => Promise.reject(new Error('no')) });
  await expect(writing).rejects.toThrow('no');
  expect(readFileSync(join(temp.path, 'a'), 'utf8')).toBe('old');
  expect(readdirSync(temp.path)).toEqual(['a']);
});

test('writes under a name as long as the disk allows', async () => {
  const name = `${'ü'.repeat(126)}abc`;
  await atomicWrite(temp.path, name, bytes('x'));
  expect(existsSync(join(temp.path, name))).toBe(true);
  await expect(atomicWrite(temp.path, `${name}d`, bytes('x'))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
});

test('keeps the old text on a full disk', async ({ skip }) => {
  const disk = mountDisk(64);
  if (!disk) return skip('a disk of its own can only be mounted by root on Linux');
  try {
    writeFileSync(join(disk.path, 'a'), 'o'.repeat(40_000));
    await expect(atomicWrite(disk.path, 'a', bytes('n'.repeat(40_000)))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readFileSync(join(disk.path, 'a'), 'utf8')).toBe('o'.repeat(40_000));
    expect(readdirSync(disk.path)).toEqual(['a']);
  } finally {
    disk.remove();
  }
});
