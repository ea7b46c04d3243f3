import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './person.ts';
import {
  keepPictures,
  processesMentioning,
  type StudioUnderTest,
  startHost,
  startStudio,
} from './studio-under-test.ts';

describe('nothing is lost', () => {
  let studio: StudioUnderTest;
  let person: Person;
  const project = () => join(studio.home, 'work', 'kept');
  const source = () => join(project(), 'src/main.c');
  const onDisk = () => readFileSync(source(), 'utf8');

  /** Another host over the same home, and a new window of it: what a person does after a crash of the computer. */
  async function startsAgain(): Promise<void> {
    await studio.page.close();
    studio.host = await startHost(studio.home);
    person = new Person(await studio.openPage());
  }

  beforeAll(async () => {
    studio = await startStudio();
    person = new Person(studio.page);
    await person.createsProject({ template: 'Greeter', name: 'kept', location: join(studio.home, 'work') });
  });
  afterAll(() => studio.close());
  keepPictures(() => studio);

  it('when a page goes with unsaved text: the next one has it', async () => {
    await person.opensFile('src/main.c');
    const before = onDisk();
    await person.rewrites('src/main.c', `${before}\n/* typed, not saved */\n`);
    // Put aside half a second after the last key.
    await person.page.waitForTimeout(1_200);
    await person.page.close({ runBeforeUnload: false });
    person = new Person(await studio.openPage());
    await person.editorOf('src/main.c');
    await person.page
      .getByText(/unsaved text/i)
      .first()
      .waitFor();
    await person.page.getByText('/* typed, not saved */').first().waitFor();
    expect(onDisk()).toBe(before);
    await (await person.editorOf('src/main.c')).focus();
    await person.saves(source(), `${before}\n/* typed, not saved */\n`);
  });

  it('when a file changes on disk while its text is unsaved: both versions are kept until the person decides', async () => {
    const { page } = person;
    const first = onDisk();
    await person.rewrites('src/main.c', `${first}/* mine */\n`);
    writeFileSync(source(), `${first}/* theirs */\n`);
    const bar = page.getByText('main.c changed on disk while you were editing. Nothing was overwritten.').first();
    await bar.waitFor();
    await person.press('Control+s');
    await page.waitForTimeout(300);
    expect(onDisk()).toBe(`${first}/* theirs */\n`);

    await person.button('Compare').click();
    await page.getByRole('tab', { name: /main\.c: compare/ }).waitFor();
    await page.getByText('/* theirs */').first().waitFor();
    await person.button('Keep mine').first().click();
    await expect.poll(onDisk).toBe(`${first}/* mine */\n`);
    await bar.waitFor({ state: 'detached' });

    await person.opensFile('src/main.c');
    await person.rewrites('src/main.c', `${first}/* mine again */\n`);
    writeFileSync(source(), first);
    await page.getByRole('button', { name: 'Take theirs' }).first().click();
    await expect.poll(() => page.getByText('/* mine again */').count()).toBe(0);
    expect(onDisk()).toBe(first);
  });

  it('when the host is killed in the middle of saves and of a run: whole files, no process, the text and the console', async () => {
    await person.tool('Run').click();
    await person.sees('Machine state', /Running/);
    await person.tellsGuest('Ada');
    await person.hears('Hello, Ada.');
    const options = readFileSync(join(project(), '.config'), 'utf8');
    await person.opensFile('.config');
    await person.rewrites('.config', `${options}# not saved\n`);
    await person.page.waitForTimeout(1_200);
    await person.opensFile('src/main.c');
    const long = `/*\n${'0123456789abcdef\n'.repeat(40_000)}*/\n`;
    const good = onDisk();
    await person.rewrites('src/main.c', `${good}${long}`);
    const editor = await person.editorOf('src/main.c');
    await editor.focus();
    await person.press('Control+End');
    // Keys go on being pressed while the host dies.
    const typing = (async () => {
      for (let count = 0; count < 30; count++) {
        await person.page.keyboard.type(`// ${count}`);
        await person.press('Enter', 'Control+s');
      }
    })();
    await expect.poll(() => onDisk().length, { interval: 5 }).toBeGreaterThan(good.length);
    studio.host.process.kill('SIGKILL');
    await expect.poll(() => processesMentioning(studio.home), { timeout: 3_000 }).toEqual([]);
    await typing;
    // Old or new, never half.
    expect(onDisk().startsWith(`${good}${long}`)).toBe(true);
    expect(onDisk().slice(good.length + long.length)).toMatch(/^(\/\/ \d+\n)*(\/\/ \d+)?$/);

    await startsAgain();
    await person.page.getByRole('tab', { name: /Serial: kept/ }).click();
    await person.hears('Hello, Ada.');
    await person.page.getByRole('tab', { name: /\.config/ }).click();
    await person.page.getByText('# not saved').first().waitFor();
    await person.page
      .getByText(/unsaved text/i)
      .first()
      .waitFor();
    await (await person.editorOf('.config')).focus();
    await person.saves(join(project(), '.config'), `${options}# not saved\n`);
    expect(readdirSync(join(project(), 'src')).filter((name) => !/\.[chS]$/.test(name))).toEqual([]);
    await person.opensFile('src/main.c');
    await person.rewrites('src/main.c', good);
    await person.saves(source(), good);
  });

  it('when the host is killed in the middle of a build: nothing goes on, and the next build succeeds', async () => {
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
    for (const name of readdirSync(join(project(), 'kernel'))) {
      const file = join(project(), 'kernel', name);
      if (/\.c$/.test(name)) writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
    }
    await person.tool('Build').click();
    await expect
      .poll(() => processesMentioning(project()), { interval: 2, timeout: 10_000 })
      .toContainEqual(expect.stringMatching(/cc1|gcc/));
    studio.host.process.kill('SIGKILL');
    await expect.poll(() => processesMentioning(studio.home), { timeout: 3_000 }).toEqual([]);
    await startsAgain();
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
  });

  it('of the layout when host and page start again', async () => {
    await person.activity('Search').click();
    await person.opensFile('.config');
    await person.runs('Show the problems');
    await person.panelTab('Problems').waitFor();
    const panel = () => person.page.getByRole('separator', { name: 'Height of the panel' });
    const before = await panel().boundingBox();
    await person.page.mouse.move(before!.x + 200, before!.y + before!.height / 2);
    await person.page.mouse.down();
    await person.page.mouse.move(before!.x + 200, before!.y - 60, { steps: 4 });
    await person.page.mouse.up();
    const moved = await panel().boundingBox();
    expect(moved!.y).toBeLessThan(before!.y - 30);
    await person.page.waitForTimeout(1_000);
    await studio.host.stop();
    await startsAgain();
    await person.editorOf('.config');
    await person.page
      .getByRole('tab', { name: /main\.c/ })
      .first()
      .waitFor();
    await expect.poll(() => person.activity('Search').getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => person.panelTab('Problems').getAttribute('aria-selected')).toBe('true');
    expect(Math.abs((await panel().boundingBox())!.y - moved!.y)).toBeLessThan(3);
  });

  it('wrote no error of its own to the page’s console', () => {
    expect(studio.complaints.filter((line) => !/ERR_CONNECTION|WebSocket/.test(line))).toEqual([]);
  });
});
