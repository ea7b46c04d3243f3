import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#core/contract/contract.ts';
import { createStudio, type Studio } from '../../electron/services/studio.ts';
import { type TempPaths, tempPaths } from './temp-paths.ts';

let temp: TempPaths;
let studio: Studio;
const context = { signal: new AbortController().signal };

beforeAll(async () => {
  temp = tempPaths();
  studio = await createStudio({ paths: temp.paths, resources: 'resources', version: '0.0.0', host: 'web' });
});
afterAll(async () => {
  await studio.dispose();
  temp.remove();
});

test('answers every channel of the contract that services answer', () => {
  const channels = Object.keys(contract).filter((name) => name !== 'places.pick');
  expect(Object.keys(studio.handlers).sort()).toEqual(channels.sort());
});

test('knows a fresh start from a later one', async () => {
  const before = await studio.handlers['app.info'](null, context);
  expect(before).toMatchObject({ ok: true, value: { firstStart: true, home: temp.root } });
  const folder = mkdtempSync(join(temp.root, 'a project '));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'main.c'), 'int main(void) { return 0; }\n');
  const opened = await studio.handlers['project.open'](folder, context);
  expect(opened).toMatchObject({ ok: true, value: { root: folder, trust: 'asked', family: null, writable: true } });
  const after = await studio.handlers['app.info'](null, context);
  expect(after).toMatchObject({ ok: true, value: { firstStart: false } });
});
