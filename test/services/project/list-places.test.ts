import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listPlaces } from '../../../electron/services/project/list-places.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { writeToyProject } from '../../toy-family/toy-project.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
beforeEach(() => {
  temp = tempFolder();
});
afterEach(() => temp.remove());

test('names the folders, tells which are projects, and leaves out files and what is hidden', async () => {
  writeToyProject(join(temp.path, 'a project'));
  mkdirSync(join(temp.path, 'folder 10'));
  mkdirSync(join(temp.path, 'folder 9'));
  mkdirSync(join(temp.path, '.hidden'));
  symlinkSync('folder 9', join(temp.path, 'link'));
  symlinkSync('nowhere', join(temp.path, 'broken'));
  writeFileSync(join(temp.path, 'file'), '');
  const listed = await listPlaces(temp.path, [toyFamily]);
  if (!listed.ok) throw new Error(listed.error.message);
  expect(listed.value).toMatchObject({ path: temp.path, parent: join(temp.path, '..'), writable: true });
  expect(listed.value.folders.map(({ name, family }) => [name, family])).toEqual([
    ['a project', 'toy'],
    ['folder 9', null],
    ['folder 10', null],
    ['link', null],
  ]);
});

test('the root has no parent, and what is not there is refused', async () => {
  expect(await listPlaces('/', [])).toMatchObject({ ok: true, value: { path: '/', parent: null } });
  expect(await listPlaces(join(temp.path, 'gone'), [])).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await listPlaces('relative', [])).toMatchObject({ ok: false });
});
