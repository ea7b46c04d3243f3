import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Scene, testBeginnings } from './begin-test.ts';

/** Mounting needs root and a kernel that lets us; where it can't be done the test says so and is skipped. */
function mounts(at: string, ...words: readonly string[]): boolean {
  try {
    execFileSync('mount', [...words, at], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', at]));
  return true;
}

describe('difficult folders', () => {
  const begin = testBeginnings();

  /** A project as it may come from anywhere: nobody has said that they trust it. */
  async function stranger(name: string): Promise<Scene & { readonly folder: string }> {
    const scene = await begin({ template: 'Hello' });
    const folder = join(scene.studio.home, 'work', name);
    cpSync(scene.root, folder, { recursive: true });
    return { ...scene, folder };
  }
  const message = ({ page }: Scene['person'], text: RegExp) => page.getByText(text).first();

  it('a hostile Makefile runs nothing before it is trusted, and can be read without', async () => {
    const { person, folder } = await stranger('hostile');
    const makefile = readFileSync(join(folder, 'Makefile'), 'utf8');
    writeFileSync(join(folder, 'Makefile'), `X := $(shell touch pwned)\n${makefile}`);
    writeFileSync(
      join(folder, 'Kconfig'),
      `${readFileSync(join(folder, 'Kconfig'), 'utf8')}\nX := $(shell,touch pwned)\n`,
    );
    await person.opensFolder(folder);
    await person.answersTrust('Read only');
    await person.opensFile('Makefile');
    await message(person, /touch\spwned/).waitFor();
    await person.activity('Config').click();
    await person.activity('Explorer').click();
    await person.press('Control+Shift+b', 'F5');
    await message(person, /This folder is open read only/).waitFor();
    await person.findsTheWindowAlive();
    await expect.poll(() => person.tool('Run').isDisabled()).toBe(true);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    await person.runs('Decide whether to trust this folder');
    await person.answersTrust('Trust');
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
    // The sign that trust, and nothing else, was what kept it from running.
    expect(existsSync(join(folder, 'pwned'))).toBe(true);
  });

  it('a folder that cannot be written says so above its files, and when it is built', async (context) => {
    const { person, folder } = await stranger('read only');
    if (!mounts(folder, '--bind', folder)) return context.skip('nothing can be mounted here');
    execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
    await person.opensFolder(folder);
    await person.answersTrust('Trust');
    await person.opensFile('src/main.c');
    await message(person, /in a folder that cannot be written/).waitFor();
    await person.tool('Build').click();
    await message(person, /can't be built where it is: its folder can't be written/).waitFor();
    await person.findsTheWindowAlive();
  });

  it('a full disk says so when a file is saved, keeps the old file whole, and saves once there is room', async (context) => {
    const { person, studio, root } = await begin({ template: 'Hello' });
    const folder = join(studio.home, 'work/full');
    mkdirSync(folder);
    if (!mounts(folder, '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs')) return context.skip('nothing can be mounted here');
    cpSync(root, folder, { recursive: true });
    await person.opensFolder(folder);
    await person.answersTrust('Trust');
    await person.opensFile('src/main.c');
    const before = readFileSync(join(folder, 'src/main.c'), 'utf8');
    try {
      writeFileSync(join(folder, 'filler'), Buffer.alloc(4 << 20));
    } catch {
      // Full is what it shall be.
    }
    await person.rewrites('src/main.c', `${before}/*${'x'.repeat(8_000)}*/\n`);
    await person.press('Control+s');
    await message(person, /no space|full/i).waitFor();
    expect(readFileSync(join(folder, 'src/main.c'), 'utf8')).toBe(before);
    await person.tool('Build').click();
    await person.findsTheWindowAlive();
    rmSync(join(folder, 'filler'));
    const editor = await person.editorOf('src/main.c');
    await editor.focus();
    await person.hasFocusOn(editor);
    await person.saves(join(folder, 'src/main.c'), `${before}/*${'x'.repeat(8_000)}*/\n`);
    await expect.poll(() => person.tool('Build').isEnabled()).toBe(true);
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
  });

  it('a file of 100 MB and a binary file are named for what they are', async () => {
    const { person, file } = await begin({ template: 'Hello' });
    writeFileSync(file('large.txt'), Buffer.alloc(100 << 20, 'a line of text\n'));
    writeFileSync(file('noise.bin'), Buffer.from([0, 255, 254, 1, 2, 0, 0, 128]));
    await person.asksForFile('large.txt');
    await message(person, /large\.txt is too large to edit: 10\d M/).waitFor();
    await person.asksForFile('noise.bin');
    await message(person, /noise\.bin is not text/).waitFor();
    await person.findsTheWindowAlive();
  });

  it('a folder of 50,000 files opens, is searched by name, and builds', async () => {
    const { person, folder } = await stranger('many');
    for (let group = 0; group < 50; group++) {
      mkdirSync(join(folder, 'data', `group-${group}`), { recursive: true });
      for (let file = 0; file < 1000; file++)
        writeFileSync(join(folder, 'data', `group-${group}`, `item-${file}.txt`), '');
    }
    await person.opensFolder(folder);
    await person.answersTrust('Trust');
    await person.page.getByRole('tree', { name: 'Files' }).getByText('Makefile').waitFor();
    await person.opensFile('data/group-49/item-999.txt');
    await person.findsTheWindowAlive();
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
    // The tree shows where the open file is, among a thousand others.
    await person.page.getByRole('treeitem', { name: /^item-999\.txt/ }).waitFor();
    await person.findsTheWindowAlive();
  });

  it('a name with spaces, quotes and Unicode builds and boots', async () => {
    const { person, studio } = await begin();
    const name = `O'Brien's "ünï" 世界 kernel`;
    const location = join(studio.home, 'odd names');
    await person.createsProject({ template: 'Hello', name, location });
    await person.press('F5');
    await person.sees('Machine state', /Exited 0/);
    await person.hears('Hello');
    expect(existsSync(join(location, name, 'src/main.c'))).toBe(true);
  });
});
