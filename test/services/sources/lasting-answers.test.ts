import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLastingAnswers } from '../../../electron/services/sources/lasting-answers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'us-lasting-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('answers stay as long as the files do, also those that are not there, and go with the first change', async () => {
  const lasting = createLastingAnswers();
  const [here, none] = [join(folder, 'here'), join(folder, 'none')];
  writeFileSync(here, 'one');
  await lasting.keep('a', [here, none], { version: '1' });
  expect(await lasting.find('a')).toEqual({ version: '1' });
  expect(await lasting.find('b')).toEqual({});
  writeFileSync(none, '');
  expect(await lasting.find('a')).toEqual({});
  await lasting.keep('a', [here, none], { version: '2' });
  writeFileSync(here, 'longer');
  expect(await lasting.find('a')).toEqual({});
});

it('nothing is kept where nobody can say what decides', async () => {
  const lasting = createLastingAnswers();
  await lasting.keep('a', [], { version: '1' });
  await lasting.keep('a', null, { version: '2' });
  expect(await lasting.find('a')).toEqual({});
});
