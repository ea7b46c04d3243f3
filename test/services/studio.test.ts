import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FamilyId, TemplateId } from '#core/base/id.ts';
import { contract } from '#core/contract/contract.ts';
import { createStudio, type Studio } from '../../electron/services/studio.ts';
import { type TempPaths, tempPaths } from './temp-paths.ts';

let temp: TempPaths;
let studio: Studio;
/** Without blanks and quotes in its name. */
let plain: string;
const context = { signal: new AbortController().signal };
const resources = fileURLToPath(new URL('../../resources', import.meta.url));

beforeAll(async () => {
  temp = tempPaths();
  plain = mkdtempSync(join(tmpdir(), 'us-plain-'));
  studio = await createStudio({ paths: temp.paths, resources, version: '0.0.0', host: 'web' });
});
afterAll(async () => {
  await studio.dispose();
  rmSync(plain, { recursive: true, force: true });
  temp.remove();
});

test('answers every channel of the contract that services answer', () => {
  const channels = Object.keys(contract).filter((name) => name !== 'places.pick');
  expect(Object.keys(studio.handlers).sort()).toEqual(channels.sort());
});

test('knows a fresh start from a later one', async () => {
  const before = await studio.handlers['app.info'](null, context);
  expect(before).toMatchObject({
    ok: true,
    value: { firstStart: true, home: temp.root, projectsFolder: join(temp.root, 'Unikernels') },
  });
  const folder = join(temp.root, 'a project');
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'src', 'main.c'), 'int main(void) { return 0; }\n');
  const opened = await studio.handlers['project.open'](folder, context);
  expect(opened).toMatchObject({ ok: true, value: { root: folder, trust: 'asked', family: null, writable: true } });
  const after = await studio.handlers['app.info'](null, context);
  expect(after).toMatchObject({ ok: true, value: { firstStart: false } });
});

test('offers each family with its templates', async () => {
  const cards = await studio.handlers['families.list'](null, context);
  if (!cards.ok) throw new Error(cards.error.message);
  expect(cards.value.map(({ id }) => id)).toEqual(expect.arrayContaining(['bare', 'unikraft', 'hermit', 'l4re']));
  for (const card of cards.value) expect(card).toMatchObject({ available: true });
});

test('makes a project of every template, trusted and ready to be built', async () => {
  const cards = await studio.handlers['families.list'](null, context);
  if (!cards.ok) throw new Error(cards.error.message);
  for (const card of cards.value) {
    for (const { id, language, archs, entry } of card.templates) {
      for (const arch of archs) {
        const wish = {
          ...{ family: card.id as FamilyId, template: id as TemplateId, language, arch },
          ...{ name: `${id} on "${arch}"`, location: join(temp.root, 'new') },
        };
        // A build system that cannot take such names says so.
        const objection = await studio.handlers['project.checkPlace'](wish, context);
        const refused = objection.ok && objection.value !== null;
        const choice = refused ? { ...wish, name: `${card.id}-${id}-${arch}`, location: plain } : wish;
        const made = await studio.handlers['project.create'](choice, context);
        expect(made).toMatchObject({ ok: true, value: { family: card.id, arch, trust: 'trusted', name: choice.name } });
        if (!made.ok) continue;
        const shown = await studio.handlers['files.read']({ projectId: made.value.id, path: entry }, context);
        expect(shown).toMatchObject({ ok: true, value: { kind: 'text', writable: true } });
        await studio.handlers['project.close'](made.value.id, context);
      }
    }
  }
});
