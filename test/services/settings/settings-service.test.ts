import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNotices, type Notices } from '../../../electron/services/settings/notices.ts';
import { createSettingsService, type SettingsService } from '../../../electron/services/settings/settings-service.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { mountDisk } from '../mounted-disk.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
let file: string;
let notices: Notices;
let settings: SettingsService;

beforeEach(() => {
  temp = tempFolder();
  file = join(temp.path, 'config', 'settings.json');
  notices = createNotices();
  settings = createSettingsService(file, notices);
});
afterEach(() => {
  settings.dispose();
  temp.remove();
});

const put = (text: string) => {
  mkdirSync(join(temp.path, 'config'), { recursive: true });
  writeFileSync(file, text);
};
const said = () => notices.log.after(0).map(({ event }) => event.message);

test('has defaults before there is a file, and makes none by being asked', async () => {
  expect(await settings.get()).toMatchObject({ theme: 'system', editorFontSize: 13, keybindings: [] });
  expect(existsSync(file)).toBe(false);
});

test('keeps what it does not know, comments too, and reads back what it wrote', async () => {
  put('{\n  "fromTheFuture": { "x": 1 },\n  "theme": "dark" // at night\n}\n');
  expect(await settings.get()).toMatchObject({ theme: 'dark' });
  const set = await settings.set({ theme: 'light', editorFontSize: 15 });
  expect(set).toMatchObject({ ok: true, value: { theme: 'light', editorFontSize: 15 } });
  expect(readFileSync(file, 'utf8')).toBe(
    '{\n  "fromTheFuture": { "x": 1 },\n  "theme": "light", // at night\n  "editorFontSize": 15\n}\n',
  );
});

test('many changes at once all count', async () => {
  await Promise.all([
    settings.set({ theme: 'dark' }),
    settings.set({ density: 'compact' }),
    settings.set({ editorFontSize: 20 }),
    settings.set({ theme: 'light' }),
  ]);
  expect(await settings.get()).toMatchObject({ theme: 'light', density: 'compact', editorFontSize: 20 });
});

test('a bad value falls back to its default alone, and is named once', async () => {
  put('{ "theme": "pink", "editorFontSize": 20 }');
  expect(await settings.get()).toMatchObject({ theme: 'system', editorFontSize: 20 });
  await settings.set({ density: 'compact' });
  expect(said()).toHaveLength(1);
  expect(said()[0]).toContain('"theme"');
});

test('tells windows of changes, also of those made by hand', async () => {
  put('{ "theme": "dark" }');
  const log = settings.changes();
  await vi.waitFor(() => expect(log.after(0)).toMatchObject([{ event: { theme: 'dark' } }]), PATIENCE_MS);
  await settings.set({ theme: 'light' });
  expect(log.after(0).at(-1)?.event.theme).toBe('light');
  writeFileSync(`${file}.new`, '{ "theme": "high-contrast" }');
  renameSync(`${file}.new`, file);
  await vi.waitFor(() => expect(log.after(0).at(-1)?.event.theme).toBe('high-contrast'), PATIENCE_MS);
  writeFileSync(file, '{ "theme": "dark" }');
  await vi.waitFor(() => expect(log.after(0).at(-1)?.event.theme).toBe('dark'), PATIENCE_MS);
});

test('a damaged file is told of, does not change the settings, and is kept when a new one is written', async () => {
  put('{ "theme": "dark" }');
  await settings.get();
  writeFileSync(file, '{ "theme": "light"');
  await vi.waitFor(() => expect(said()).toHaveLength(1), PATIENCE_MS);
  expect(await settings.get()).toMatchObject({ theme: 'dark' });
  expect(readFileSync(file, 'utf8')).toBe('{ "theme": "light"');
  await settings.set({ density: 'compact' });
  const kept = readdirSync(join(temp.path, 'config')).find((name) => name.includes('damaged'));
  expect(readFileSync(join(temp.path, 'config', kept ?? ''), 'utf8')).toBe('{ "theme": "light"');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ density: 'compact' });
});

test('a disk that cannot be written is a clear failure, and the settings stay', async ({ skip }) => {
  const disk = mountDisk(64);
  if (!disk) return skip('a disk of its own can only be mounted by root on Linux');
  writeFileSync(join(disk.path, 'settings.json'), '{ "theme": "dark" }');
  disk.makeReadOnly();
  const fixed = createSettingsService(join(disk.path, 'settings.json'), notices);
  try {
    expect(await fixed.set({ theme: 'light' })).toMatchObject({ ok: false, error: { code: 'read-only' } });
    expect(await fixed.get()).toMatchObject({ theme: 'dark' });
  } finally {
    fixed.dispose();
    disk.remove();
  }
});
