import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOST_GONE, type Scene, testBeginnings } from './begin-test.ts';
import { keptTexts } from './kept-texts.ts';
import { Person } from './person.ts';
import { processesMentioning, type StudioUnderTest, startHost } from './studio-under-test.ts';

const SOURCE = 'src/main.c';

describe('nothing is lost', () => {
  const begin = testBeginnings();

  /** Another host over the same home, and a new window of it: what a person does after a crash of the computer. */
  async function startsAgain(studio: StudioUnderTest): Promise<Person> {
    await studio.page.close();
    studio.host = await startHost(studio.home);
    return new Person(await studio.openPage());
  }

  /** Types without saving, and waits until the studio has put it aside. */
  async function typesUnsaved({ person, studio }: Scene, path: string, text: string, mark: string): Promise<void> {
    await person.opensFile(path);
    await person.rewrites(path, text);
    await expect.poll(() => keptTexts(studio.home, mark)).not.toEqual([]);
  }

  it('when a page goes with unsaved text: the next one has it', async () => {
    const scene = await begin({ template: 'Greeter' });
    const { studio, file, text } = scene;
    const before = text(SOURCE);
    await typesUnsaved(scene, SOURCE, `${before}\n/* typed, not saved */\n`, '/* typed, not saved */');
    await studio.page.close({ runBeforeUnload: false });
    const person = new Person(await studio.openPage());
    const editor = await person.editorOf(SOURCE);
    await person.page
      .getByText(/unsaved text/i)
      .first()
      .waitFor();
    await expect.poll(() => editor.inputValue()).toContain('/* typed, not saved */');
    expect(text(SOURCE)).toBe(before);
    await editor.focus();
    await person.hasFocusOn(editor);
    await person.saves(file(SOURCE), `${before}\n/* typed, not saved */\n`);
  });

  it('when a file changes on disk while its text is unsaved: both versions are kept until the person decides', async () => {
    const { person, file, text } = await begin({ template: 'Greeter' });
    const { page } = person;
    const first = text(SOURCE);
    await person.opensFile(SOURCE);
    await person.rewrites(SOURCE, `${first}/* mine */\n`);
    const unsaved = page.getByRole('tab', { name: 'main.c', exact: true, description: 'not saved' });
    await unsaved.waitFor();
    writeFileSync(file(SOURCE), `${first}/* theirs */\n`);
    const bar = page.getByText('main.c changed on disk while you were editing. Nothing was overwritten.').first();
    await bar.waitFor();
    await person.press('Control+s');
    // The window has answered the key once it answers the next ones.
    await person.findsTheWindowAlive();
    expect(text(SOURCE)).toBe(`${first}/* theirs */\n`);

    await person.button('Compare').click();
    await page.getByRole('tab', { name: /main\.c: compare/ }).waitFor();
    await page.getByText('/* theirs */').first().waitFor();
    await person.button('Keep mine').first().click();
    await expect.poll(() => text(SOURCE)).toBe(`${first}/* mine */\n`);
    await bar.waitFor({ state: 'detached' });

    await person.opensFile(SOURCE);
    await person.rewrites(SOURCE, `${first}/* mine again */\n`);
    await unsaved.waitFor();
    writeFileSync(file(SOURCE), first);
    await page.getByRole('button', { name: 'Take theirs' }).first().click();
    await expect.poll(() => page.getByText('/* mine again */').count()).toBe(0);
    expect(text(SOURCE)).toBe(first);
  });

  it('when the host is killed in the middle of saves and of a run: whole files, no process, the text and the console', async () => {
    const scene = await begin({ template: 'Greeter', name: 'kept', tolerates: HOST_GONE });
    const { person, studio, file, text } = scene;
    await person.tool('Run').click();
    await person.sees('Machine state', /Running/);
    await person.tellsGuest('Ada');
    await person.hears('Hello, Ada.');
    const options = text('.config');
    await typesUnsaved(scene, '.config', `${options}# not saved\n`, '# not saved');
    await person.opensFile(SOURCE);
    const long = `/*\n${'0123456789abcdef\n'.repeat(40_000)}*/\n`;
    const good = text(SOURCE);
    await person.rewrites(SOURCE, `${good}${long}`);
    await person.press('Control+End');
    // Keys go on being pressed while the host dies.
    let ended = false;
    const typing = (async () => {
      for (let count = 0; !ended; count++) {
        await person.page.keyboard.type(`// ${count}`);
        await person.press('Enter', 'Control+s');
      }
    })();
    await expect.poll(() => text(SOURCE).length, { interval: 5 }).toBeGreaterThan(good.length);
    studio.host.process.kill('SIGKILL');
    await expect.poll(() => processesMentioning(studio.home)).toEqual([]);
    ended = true;
    await typing;
    // Old or new, never half.
    expect(text(SOURCE).startsWith(`${good}${long}`)).toBe(true);
    expect(text(SOURCE).slice(good.length + long.length)).toMatch(/^(\/\/ \d+\n)*(\/\/ \d+)?$/);

    const again = await startsAgain(studio);
    await again.page.getByRole('tab', { name: /Serial: kept/ }).click();
    await again.hears('Hello, Ada.');
    await again.page.getByRole('tab', { name: /\.config/ }).click();
    const editor = await again.editorOf('.config');
    await expect.poll(() => editor.inputValue()).toContain('# not saved');
    await again.page
      .getByText(/unsaved text/i)
      .first()
      .waitFor();
    await editor.focus();
    await again.hasFocusOn(editor);
    await again.saves(file('.config'), `${options}# not saved\n`);
    expect(readdirSync(file('src')).filter((name) => !/\.[chS]$/.test(name))).toEqual([]);
  });

  it('when the host is killed in the middle of a build: nothing goes on, and the next build succeeds', async () => {
    const { person, studio, root, file } = await begin({ template: 'Greeter', tolerates: HOST_GONE });
    await person.tool('Build').click();
    await person.sees('Build state', /Built/);
    for (const name of readdirSync(file('kernel')).filter((other) => other.endsWith('.c'))) {
      const path = file(`kernel/${name}`);
      writeFileSync(path, `${readFileSync(path, 'utf8')}\n`);
    }
    await person.tool('Build').click();
    await expect
      .poll(() => processesMentioning(root), { interval: 2 })
      .toContainEqual(expect.stringMatching(/cc1|gcc/));
    studio.host.process.kill('SIGKILL');
    await expect.poll(() => processesMentioning(studio.home)).toEqual([]);
    const again = await startsAgain(studio);
    await again.tool('Build').click();
    await again.sees('Build state', /Built/);
  });

  it('of the layout when host and page start again', async () => {
    const { person, studio } = await begin({ template: 'Greeter', tolerates: HOST_GONE });
    const { page } = person;
    await person.opensFile(SOURCE);
    await person.activity('Search').click();
    await person.opensFile('.config');
    await person.runs('Show the problems');
    await person.panelTab('Problems').waitFor();
    const grip = ({ page: shown }: Person) => shown.getByRole('separator', { name: 'Height of the panel' });
    const before = (await grip(person).boundingBox())!;
    await page.mouse.move(before.x + 200, before.y + before.height / 2);
    await page.mouse.down();
    await page.mouse.move(before.x + 200, before.y - 60, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await grip(person).boundingBox())!.y).toBeLessThan(before.y - 30);
    const moved = (await grip(person).boundingBox())!;
    const height = Math.round((await page.locator('.shell__panel').boundingBox())!.height);
    // What a window looks like is written a moment after it has changed.
    await expect.poll(() => keptTexts(studio.home, `"panelHeight":${height}`)).not.toEqual([]);
    await expect
      .poll(() => keptTexts(studio.home, '"activity":"search"'))
      .toContainEqual(expect.stringContaining('"panelTab":"problems"'));
    await studio.host.stop();
    const again = await startsAgain(studio);
    await again.editorOf('.config');
    await again.page
      .getByRole('tab', { name: /main\.c/ })
      .first()
      .waitFor();
    await expect.poll(() => again.activity('Search').getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => again.panelTab('Problems').getAttribute('aria-selected')).toBe('true');
    await expect.poll(async () => Math.abs((await grip(again).boundingBox())!.y - moved.y)).toBeLessThan(3);
  });
});
