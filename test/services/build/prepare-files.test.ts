import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepareFiles } from '../../../electron/services/build/prepare-files.ts';
import { tempFolder } from '../temp-folder.ts';

const folder = tempFolder();
afterAll(folder.remove);
const temp = () => mkdtempSync(join(folder.path, 'x'));

test('writes files and links into the cache, and leaves alone what is as it should be', async () => {
  const cache = join(temp(), 'a cache');
  const path = join(cache, 'bin', 'tool');
  const link = join(cache, 'real');
  const files = [
    { kind: 'file', path, text: '#!/bin/sh\n', executable: true },
    { kind: 'link', path: link, to: '/bin' },
  ] as const;
  await prepareFiles(files, cache, temp());
  expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n');
  expect(statSync(path).mode & 0o777).toBe(0o755);
  expect(readlinkSync(link)).toBe('/bin');
  const before = lstatSync(path, { bigint: true }).mtimeNs;
  await prepareFiles(files, cache, temp());
  expect(lstatSync(path, { bigint: true }).mtimeNs).toBe(before);
});

test('sets a link anew that leads elsewhere, and replaces a folder that stands in a file’s place', async () => {
  const cache = temp();
  mkdirSync(join(cache, 'x'));
  writeFileSync(join(cache, 'y'), 'old');
  await prepareFiles(
    [
      { kind: 'file', path: join(cache, 'x'), text: 'new', executable: false },
      { kind: 'link', path: join(cache, 'y'), to: '/usr' },
    ],
    cache,
    temp(),
  );
  expect(readFileSync(join(cache, 'x'), 'utf8')).toBe('new');
  expect(readlinkSync(join(cache, 'y'))).toBe('/usr');
});

test.each(['../outside', '..', ''])('refuses a path outside: "%s"', async (path) => {
  const cache = join(temp(), 'cache');
  const file = { kind: 'file', path: join(cache, path), text: '', executable: false } as const;
  await expect(prepareFiles([file], cache, temp())).rejects.toThrow('is not inside');
});

test('writes a file of the project only where there is none', async () => {
  const root = temp();
  writeFileSync(join(root, 'b.lock'), 'old');
  const seed = (path: string) => ({ kind: 'seed', path, text: 'new' }) as const;
  await prepareFiles([seed('a.lock'), seed('b.lock')], temp(), root);
  expect(readFileSync(join(root, 'a.lock'), 'utf8')).toBe('new');
  expect(readFileSync(join(root, 'b.lock'), 'utf8')).toBe('old');
  await expect(prepareFiles([seed('../x')], temp(), root)).rejects.toThrow('not at the top');
});
