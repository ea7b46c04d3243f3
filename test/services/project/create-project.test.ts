import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FamilyId, TemplateId } from '#core/base/id.ts';
import type { NewProject } from '#core/contract/project.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { createProjectMaker, type ProjectMaker } from '../../../electron/services/project/create-project.ts';
import { createTemplates } from '../../../electron/services/project/templates.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { mountDisk } from '../mounted-disk.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';
import { writeToyResources } from '../toy-resources.ts';

let temp: TempFolder;
let maker: ProjectMaker;
const noBlanks: UnikernelFamily = {
  ...toyFamily,
  id: 'strict' as FamilyId,
  checkPlace: (path) => (/\s/.test(path) ? { message: 'No blanks.', suggestion: path.replace(/\s+/g, '-') } : null),
  retarget: (_, arch) => [{ path: '.config', text: `ARCH=${arch}\n` }],
};

beforeEach(() => {
  temp = tempFolder();
  const resources = writeToyResources(join(temp.path, 'resources'));
  const templates = createTemplates(resources);
  maker = createProjectMaker({
    families: [toyFamily, noBlanks],
    templates: { of: (family) => templates.of(family === 'strict' ? toyFamily.id : family) },
    version: '1.2.3',
  });
});
afterEach(() => temp.remove());

const choice = (change: Partial<NewProject> = {}): NewProject => ({
  family: 'toy' as FamilyId,
  template: 'greeter' as TemplateId,
  language: 'C',
  arch: 'x86_64',
  name: 'first boot',
  location: join(temp.path, 'new', 'place'),
  ...change,
});
const objection = async (change: Partial<NewProject>) => {
  const checked = await maker.checkPlace(choice(change));
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value;
};

test('makes every file that it promised, and the folders on the way', async () => {
  const preview = await maker.preview(choice());
  const made = await maker.create(choice());
  const root = join(temp.path, 'new', 'place', 'first boot');
  expect(made).toEqual({ ok: true, value: root });
  if (!preview.ok) throw new Error(preview.error.message);
  for (const { path, text, bytes } of preview.value) {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
    expect(bytes).toBe(Buffer.byteLength(text));
  }
  const paths = preview.value.map(({ path }) => path);
  expect(readdirSync(root).sort()).toEqual([...paths].sort());
  expect(paths).toContain('.gitignore');
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('# first boot\n');
  const marker = JSON.parse(readFileSync(join(root, '.unikernel-studio.json'), 'utf8'));
  expect(marker).toEqual({ family: 'toy', template: 'greeter', studio: '1.2.3' });
  expect(readdirSync(join(temp.path, 'new', 'place'))).toEqual(['first boot']);
});

test("applies the family's edits for the chosen architecture", async () => {
  const preview = await maker.preview(choice({ family: 'strict' as FamilyId, name: 'a' }));
  expect(preview.ok && preview.value.find(({ path }) => path === '.config')?.text).toBe('ARCH=x86_64\n');
});

test.each([
  ['', 'name', 'my-unikernel'],
  ['a/b', 'name', 'a-b'],
  ['..', 'name', 'my-unikernel'],
  [' blank ', 'name', 'blank'],
  ['x'.repeat(300), 'name', 'x'.repeat(60)],
])('refuses the name %j', async (name, field, suggestion) => {
  expect(await objection({ name })).toMatchObject({ field, suggestion });
  expect(await maker.create(choice({ name }))).toMatchObject({ ok: false, error: { code: 'place-not-usable' } });
  expect(existsSync(join(temp.path, 'new'))).toBe(false);
});

test('suggests a free name where one is taken, and takes an empty folder', async () => {
  const place = join(temp.path, 'new', 'place');
  mkdirSync(join(place, 'first boot'), { recursive: true });
  expect(await objection({})).toBeNull();
  writeFileSync(join(place, 'first boot', 'x'), '');
  mkdirSync(join(place, 'first boot-2'));
  writeFileSync(join(place, 'first boot-2', 'x'), '');
  expect(await objection({})).toMatchObject({ field: 'name', suggestion: 'first boot-3' });
  writeFileSync(join(place, 'file'), '');
  expect(await objection({ name: 'file' })).toMatchObject({ field: 'name', suggestion: 'file-2' });
  expect(await maker.create(choice())).toMatchObject({ ok: false, error: { hint: '"first boot-3" would do.' } });
  expect((await maker.create(choice({ name: 'first boot-3' }))).ok).toBe(true);
});

test('refuses a location that is a file, below a file, or not a whole path', async () => {
  writeFileSync(join(temp.path, 'file'), '');
  for (const location of [join(temp.path, 'file'), join(temp.path, 'file', 'x'), 'relative']) {
    expect(await objection({ location })).toMatchObject({ field: 'location', suggestion: null });
  }
});

test("passes on the family's objection, to the name or to the place that causes it", async () => {
  const family = 'strict' as FamilyId;
  expect(await objection({ family })).toMatchObject({ field: 'location', message: 'No blanks.' });
  expect(await objection({ family, location: '/usr', name: 'my project' })).toMatchObject({
    field: 'name',
    message: 'No blanks.',
    suggestion: 'my-project',
  });
});

test('leaves nothing behind on a full disk', async ({ skip }) => {
  const disk = mountDisk(16);
  if (!disk) return skip('a disk of its own can only be mounted by root on Linux');
  try {
    const made = await maker.create(choice({ location: join(disk.path, 'a', 'b') }));
    expect(made).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(readdirSync(disk.path)).toEqual([]);
  } finally {
    disk.remove();
  }
});

test('refuses a place on a disk that is read-only', async ({ skip }) => {
  const disk = mountDisk(64);
  if (!disk) return skip('a disk of its own can only be mounted by root on Linux');
  disk.makeReadOnly();
  try {
    expect(await objection({ location: disk.path })).toMatchObject({
      field: 'location',
      message: expect.stringContaining('read-only'),
    });
  } finally {
    disk.remove();
  }
});

test('names what there is when something is chosen that there is not', async () => {
  expect(await maker.create(choice({ family: 'gone' as FamilyId }))).toMatchObject({
    ok: false,
    error: { code: 'no-such-family', hint: 'There is: toy, strict.' },
  });
  expect(await maker.create(choice({ template: 'gone' as TemplateId }))).toMatchObject({
    error: { code: 'no-such-template', hint: 'It has: greeter.' },
  });
  expect(await maker.create(choice({ arch: 'arm64' }))).toMatchObject({ error: { code: 'arch-not-supported' } });
});
