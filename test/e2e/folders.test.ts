import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './person.ts';
import { keepPictures, type StudioUnderTest, startStudio } from './studio-under-test.ts';

/** Mounting needs root and a kernel that lets us; where it can't be done the test says so and is skipped. */
function mounts(...words: readonly string[]): boolean {
  try {
    execFileSync('mount', words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('difficult folders', () => {
  let studio: StudioUnderTest;
  let person: Person;
  const mounted: string[] = [];
  const place = (name: string) => join(studio.home, 'work', name);
  /** A folder as it may come from anywhere: nobody has said that they trust it. */
  const stranger = (name: string) => {
    cpSync(place('model'), place(name), { recursive: true });
    return place(name);
  };
  const answersTrust = async (answer: 'Trust' | 'Read only') => {
    const question = person.page.getByRole('dialog', { name: 'Trust this folder?' });
    await question.getByRole('button', { name: answer, exact: true }).click();
    await question.waitFor({ state: 'detached' });
  };
  const message = (text: RegExp) => person.page.getByText(text).first();

  beforeAll(async () => {
    studio = await startStudio();
    person = new Person(studio.page);
    await person.createsProject({ template: 'Hello', name: 'model', location: join(studio.home, 'work') });
  });
  afterAll(async () => {
    await studio.browser.close();
    await studio.host.stop();
    for (const path of mounted) execFileSync('umount', ['-l', path]);
    await studio.close();
  });
  keepPictures(() => studio);

  it('a hostile Makefile runs nothing before it is trusted, and can be read without', async () => {
    const folder = stranger('hostile');
    const makefile = readFileSync(join(folder, 'Makefile'), 'utf8');
    writeFileSync(join(folder, 'Makefile'), `X := $(shell touch pwned)\n${makefile}`);
    writeFileSync(
      join(folder, 'Kconfig'),
      `${readFileSync(join(folder, 'Kconfig'), 'utf8')}\nX := $(shell,touch pwned)\n`,
    );
    await person.opensFolder(folder);
    await answersTrust('Read only');
    await person.opensFile('Makefile');
    await message(/touch\spwned/).waitFor();
    await person.activity('Config').click();
    await person.activity('Explorer').click();
    await person.press('Control+Shift+b', 'F5');
    await person.findsTheWindowAlive();
    expect(await person.tool('Run').isDisabled()).toBe(true);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    await person.runs('Decide whether to trust this folder');
    await answersTrust('Trust');
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
    // The sign that trust, and nothing else, was what kept it from running.
    expect(existsSync(join(folder, 'pwned'))).toBe(true);
  });

  it('a folder that cannot be written says so above its files, and when it is built', async (context) => {
    const folder = stranger('read only');
    if (!mounts('--bind', folder, folder)) return context.skip('nothing can be mounted here');
    mounted.push(folder);
    execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
    await person.opensFolder(folder);
    await answersTrust('Trust');
    await person.opensFile('src/main.c');
    await message(/in a folder that cannot be written/).waitFor();
    await person.tool('Build').click();
    await message(/can't be built where it is: its folder can't be written/).waitFor();
    await person.findsTheWindowAlive();
  });

  it('a full disk says so when a file is saved, keeps the old file whole, and saves once there is room', async (context) => {
    const folder = place('full');
    mkdirSync(folder);
    if (!mounts('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder)) return context.skip('nothing can be mounted here');
    mounted.push(folder);
    cpSync(place('model'), folder, { recursive: true });
    await person.opensFolder(folder);
    await answersTrust('Trust');
    await person.opensFile('src/main.c');
    const before = readFileSync(join(folder, 'src/main.c'), 'utf8');
    try {
      writeFileSync(join(folder, 'filler'), Buffer.alloc(4 << 20));
    } catch {
      // Full is what it shall be.
    }
    await person.rewrites('src/main.c', `${before}/*${'x'.repeat(8_000)}*/\n`);
    await person.press('Control+s');
    await message(/no space|full/i).waitFor();
    expect(readFileSync(join(folder, 'src/main.c'), 'utf8')).toBe(before);
    await person.tool('Build').click();
    await person.findsTheWindowAlive();
    rmSync(join(folder, 'filler'));
    await (await person.editorOf('src/main.c')).focus();
    await person.saves(join(folder, 'src/main.c'), `${before}/*${'x'.repeat(8_000)}*/\n`);
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
  });

  it('a file of 100 MB and a binary file are named for what they are', async () => {
    const folder = stranger('large');
    writeFileSync(join(folder, 'large.txt'), Buffer.alloc(100 << 20, 'a line of text\n'));
    writeFileSync(join(folder, 'noise.bin'), Buffer.from([0, 255, 254, 1, 2, 0, 0, 128]));
    await person.opensFolder(folder);
    await answersTrust('Trust');
    await person.press('Control+p');
    await person.page.keyboard.type('large.txt');
    await person.press('Enter');
    await message(/large\.txt is too large to edit: 10\d M/).waitFor();
    await person.press('Control+p');
    await person.page.keyboard.type('noise.bin');
    await person.press('Enter');
    await message(/noise\.bin is not text/).waitFor();
    await person.findsTheWindowAlive();
  });

  it('a folder of 50,000 files opens, is searched by name, and builds', async () => {
    const folder = stranger('many');
    for (let group = 0; group < 50; group++) {
      mkdirSync(join(folder, 'data', `group-${group}`), { recursive: true });
      for (let file = 0; file < 1000; file++)
        writeFileSync(join(folder, 'data', `group-${group}`, `item-${file}.txt`), '');
    }
    await person.opensFolder(folder);
    await answersTrust('Trust');
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
    const name = `O'Brien's "ünï" 世界 kernel`;
    await person.createsProject({ template: 'Hello', name, location: place('odd names') });
    await person.press('F5');
    await person.sees('Machine state', /Exited 0/);
    await person.hears('Hello');
    expect(existsSync(join(place('odd names'), name, 'src/main.c'))).toBe(true);
  });

  it('wrote no error to the page’s console', () => {
    expect(studio.complaints).toEqual([]);
  });
});
