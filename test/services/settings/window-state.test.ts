import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWindowState } from '../../../electron/services/settings/window-state.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
beforeEach(() => {
  temp = tempFolder();
});
afterEach(() => temp.remove());

test('gives back what was kept last, key by key, over a restart', async () => {
  const folder = join(temp.path, 'state');
  const state = createWindowState(folder);
  expect(await state.get('layout:p1')).toEqual({ ok: true, value: null });
  await Promise.all(['1', '2', '3'].map((value) => state.set('layout:p1', value)));
  await state.set('..', '{"ü": "\\n"}');
  const later = createWindowState(folder);
  expect(await later.get('layout:p1')).toEqual({ ok: true, value: '3' });
  expect(await later.get('..')).toEqual({ ok: true, value: '{"ü": "\\n"}' });
  expect(readdirSync(folder).sort()).toEqual(['...txt', 'layout%3Ap1.txt']);
});
