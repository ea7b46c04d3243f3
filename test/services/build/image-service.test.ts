import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectId } from '#core/base/id.ts';
import type { ImageMap } from '#core/contract/image.ts';
import { createImageService, type ImageService } from '../../../electron/services/build/image-service.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import {
  buildToyProject,
  setToyApp,
  type ToyLookup,
  toyLookup,
  writeToyProject,
} from '../../toy-family/toy-project.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let projects: ToyLookup;
let images: ImageService;
beforeAll(() => {
  temp = tempPaths();
  projects = toyLookup();
  images = createImageService({ projects, paths: temp.paths });
});
afterAll(() => temp.remove());

function project(name: string, built = true): { readonly id: ProjectId; readonly root: string; readonly elf: string } {
  const root = writeToyProject(join(temp.root, `${name} 'ü"`));
  if (built) buildToyProject(root);
  return { id: projects.add(name, root), root, elf: join(root, 'build/toy.elf') };
}

async function mapOf(id: ProjectId, from = images): Promise<ImageMap | null> {
  const answer = await from.map(id);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

function sum(parts: readonly { readonly bytes: number }[]): number {
  return parts.reduce((total, part) => total + part.bytes, 0);
}

test('agrees with size and nm on a real image, to the byte', async () => {
  const { id, elf } = project('measured');
  const map = (await mapOf(id))!;
  const [, figures = ''] = execFileSync('size', [elf], { encoding: 'utf8' }).split('\n');
  const [text = 0, data = 0, bss = 0] = figures.trim().split(/\s+/).map(Number);
  expect(map.bytes).toBe(text + data);
  expect(map.zeroedBytes).toBe(bss);
  expect(sum(map.objects)).toBe(map.bytes);
  expect(sum(map.groups)).toBe(map.bytes);
  const loaded = new Set(map.sections.filter(({ zeroed }) => !zeroed).map(({ name }) => name));
  expect(loaded.size).toBeGreaterThan(0);
  const symbols = new Map(map.objects.flatMap((object) => object.symbols.map((symbol) => [symbol.name, symbol.bytes])));
  const nm = execFileSync('nm', ['-S', '--defined-only', elf], { encoding: 'utf8' }).trim().split('\n');
  const sized = nm
    .map((line) => line.split(' '))
    .filter((fields) => fields.length === 4 && /^[tTrRdDwW]$/.test(fields[2]!));
  expect(sized.length).toBeGreaterThan(4);
  for (const [, size, , name] of sized) expect([name, symbols.get(name!)]).toEqual([name, Number.parseInt(size!, 16)]);
  expect(map.objects.find(({ group }) => group === 'yours')?.symbols.map(({ name }) => name)).toContain('app');
  expect(map.groups.find(({ group }) => group === 'yours')?.label).toBe('Your program');
});

test('tells the size of the image before, once there was one, also after a restart', async () => {
  const { id, root } = project('growing');
  const first = (await mapOf(id))!;
  expect(first.previousBytes).toBeNull();
  expect(await mapOf(id)).toBe(first);
  setToyApp(root, `say("${'a longer text than before '.repeat(20)}");`);
  buildToyProject(root);
  const second = (await mapOf(id))!;
  expect(second.bytes).toBeGreaterThan(first.bytes);
  expect(second.previousBytes).toBe(first.bytes);
  const restarted = createImageService({ projects, paths: temp.paths });
  expect((await mapOf(id, restarted))?.previousBytes).toBe(first.bytes);
});

test('has nothing to show before the first build, and for a folder of no family', async () => {
  expect(await mapOf(project('unbuilt', false).id)).toBeNull();
});

test('says that a damaged image cannot be read', async () => {
  const { id, elf } = project('damaged');
  truncateSync(elf, 2000);
  expect(await images.map(id)).toMatchObject({ ok: false, error: { code: 'image-unreadable' } });
  writeFileSync(elf, 'not an ELF file');
  expect(await images.map(id)).toMatchObject({ ok: false, error: { code: 'image-unreadable' } });
});

test('shows the sections where the linker left no map', async () => {
  const root = writeToyProject(join(temp.root, 'mapless'));
  buildToyProject(root);
  const id = projects.add('mapless', root, 'trusted', { ...toyFamily, linkMap: () => null });
  const map = (await mapOf(id))!;
  expect(map.objects.map(({ name }) => name)).toContain('.text');
  expect(sum(map.objects)).toBe(map.bytes);
});
