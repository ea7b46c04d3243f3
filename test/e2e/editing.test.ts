import { chmodSync, existsSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { HOST_GONE, type Scene, testBeginnings } from './begin-test.ts';
import { keptTexts } from './kept-texts.ts';
import { Person } from './person.ts';
import { startHost } from './studio-under-test.ts';

const SOURCE = 'int first;\n\nint main(void)\n{\n\treturn first;\n}\n';

/** The text field of the first editor of a file. */
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

/** The tab of a file while its text is unsaved. */
const dirtyTab = (page: Page, name: string): Locator =>
  page.getByRole('tab', { name, exact: true, description: 'not saved' }).first();

/** Types at the very beginning of the text that has the focus. */
async function typesFirst({ page }: Person, what: string): Promise<void> {
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(what);
}

describe('editing', () => {
  const begin = testBeginnings();

  /** A folder that no family knows, trusted. */
  async function folder(tolerates?: RegExp): Promise<Scene> {
    const scene = await begin({
      folder(home) {
        const root = join(home, 'a "quoted" ünï folder');
        mkdirSync(join(root, 'src'), { recursive: true });
        writeFileSync(join(root, 'src/main.c'), SOURCE);
        writeFileSync(join(root, 'src/other.c'), 'int other;\n');
        writeFileSync(join(root, 'dos.txt'), '\uFEFFone\r\ntwo\r\n');
        return root;
      },
      ...(tolerates ? { tolerates } : {}),
    });
    await scene.person.answersTrust('Trust');
    return scene;
  }

  it('saves what was typed, and keeps the undo history over a visit to another file', async () => {
    const { person, text } = await folder();
    const { page } = person;
    const main = await person.opensFile('src/main.c');
    await typesFirst(person, '//a');
    await dirtyTab(page, 'main.c').waitFor();
    await person.press('Control+s');
    await expect.poll(() => text('src/main.c')).toBe(`//a${SOURCE}`);
    await dirtyTab(page, 'main.c').waitFor({ state: 'detached' });
    await person.opensFile('src/other.c');
    await page.getByRole('tab', { name: 'main.c', exact: true }).click();
    await main.focus();
    await person.hasFocusOn(main);
    await person.press('Control+z');
    await expect.poll(() => main.inputValue()).not.toContain('//a');
    await dirtyTab(page, 'main.c').waitFor();
    await person.press('Control+s');
    await dirtyTab(page, 'main.c').waitFor({ state: 'detached' });
  });

  it('takes over what another program wrote while nothing is unsaved', async () => {
    const { person, file } = await folder();
    const main = await person.opensFile('src/main.c');
    writeFileSync(file('src/main.c'), `// theirs\n${SOURCE}`);
    await expect.poll(() => main.inputValue()).toContain('// theirs');
    await dirtyTab(person.page, 'main.c').waitFor({ state: 'detached' });
  });

  it('shows a change on disk beside unsaved text, compares the two, and overwrites neither', async () => {
    const { person, file, text } = await folder();
    const { page } = person;
    const main = await person.opensFile('src/main.c');
    await typesFirst(person, 'MINE ');
    await dirtyTab(page, 'main.c').waitFor();
    writeFileSync(file('src/main.c'), '// theirs again\n');
    await page.getByText('main.c changed on disk while you were editing. Nothing was overwritten.').waitFor();
    await main.focus();
    await person.hasFocusOn(main);
    await person.press('Control+s');
    // The window has answered the key once it answers the next ones.
    await person.findsTheWindowAlive();
    expect(text('src/main.c')).toBe('// theirs again\n');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('tab', { name: 'main.c: compare' }).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await expect.poll(() => text('src/main.c')).toBe(`MINE ${SOURCE}`);
  });

  it('brings unsaved text back after the host and the page were killed', async () => {
    const { person, studio, text } = await folder(HOST_GONE);
    await person.opensFile('src/main.c');
    await typesFirst(person, 'UNSAVED ');
    await expect.poll(() => keptTexts(studio.home, `UNSAVED ${SOURCE}`)).not.toEqual([]);
    // The tab, too, is written a moment after it was opened.
    await expect.poll(() => keptTexts(studio.home, '"kind":"file"')).not.toEqual([]);
    await studio.host.stop('SIGKILL');
    await studio.page.close();
    expect(text('src/main.c')).toBe(SOURCE);
    studio.host = await startHost(studio.home);
    const again = new Person(await studio.openPage());
    const main = await again.editorOf('src/main.c');
    await expect.poll(() => main.inputValue()).toMatch(/^UNSAVED /);
    await again.page
      .getByText(/unsaved text .* came back/i)
      .first()
      .waitFor();
    await again.page.getByRole('tabpanel').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => text('src/main.c')).toMatch(/^UNSAVED /);
  });

  it('keeps line ends and the byte order mark of a file', async () => {
    const { person, text } = await folder();
    await person.opensFile('dos.txt');
    await typesFirst(person, 'zero ');
    await person.press('Control+s');
    await expect.poll(() => text('dos.txt')).toBe('\uFEFFzero one\r\ntwo\r\n');
  });

  it('says why a file is not shown: no text, or too much of it', async () => {
    const { person, file } = await folder();
    writeFileSync(file('data.bin'), Buffer.from([0, 1, 2, 3]));
    writeFileSync(file('large.txt'), 'x'.repeat(101 * 1024 * 1024));
    const files = person.page.getByRole('tree', { name: 'Files' });
    await files.getByRole('treeitem', { name: 'data.bin' }).click();
    await person.page.getByText('data.bin is not text').waitFor();
    await files.getByRole('treeitem', { name: 'large.txt' }).click();
    await person.page.getByText(/large\.txt is too large to edit: 101 MB/).waitFor();
  });

  it('makes, renames and deletes files, and open tabs follow', async () => {
    const { person, file, text } = await folder();
    const { page } = person;
    const row = (name: string) =>
      page.getByRole('tree', { name: 'Files' }).getByRole('treeitem', { name, exact: true });
    await person.opensFile('src/main.c');
    await row('main.c').click();
    await page.getByRole('button', { name: 'New file' }).click();
    const newName = page.getByRole('textbox', { name: 'Name of the new file' });
    await person.hasFocusOn(newName);
    await page.keyboard.type('lib/uart.c');
    await person.press('Enter');
    await person.hasFocusOn(await person.editorOf('src/lib/uart.c'));
    expect(existsSync(file('src/lib/uart.c'))).toBe(true);
    await typesFirst(person, 'int uart;');
    await dirtyTab(page, 'uart.c').waitFor();
    await row('uart.c').click();
    await person.hasFocusOn(page.getByRole('tree', { name: 'Files' }));
    await person.press('F2');
    const otherName = page.getByRole('textbox', { name: 'New name of uart.c' });
    await person.hasFocusOn(otherName);
    await otherName.fill('serial.c');
    await person.press('Enter');
    await dirtyTab(page, 'serial.c').waitFor();
    const editor = await person.editorOf('src/lib/serial.c');
    await editor.focus();
    await person.hasFocusOn(editor);
    await person.press('Control+s');
    await expect.poll(() => existsSync(file('src/lib/serial.c')) && text('src/lib/serial.c')).toBe('int uart;');
    await row('lib').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => existsSync(file('src/lib'))).toBe(false);
    await expect.poll(() => page.getByRole('tab', { name: 'serial.c' }).count()).toBe(0);
  });

  it('keeps the text of a file that was deleted behind its back', async () => {
    const { person, file, text } = await folder();
    await person.opensFile('src/other.c');
    unlinkSync(file('src/other.c'));
    await person.page.getByText('other.c was deleted on disk. Its text is kept here.').waitFor();
    await person.page.getByRole('button', { name: 'Save it again' }).click();
    await expect.poll(() => existsSync(file('src/other.c')) && text('src/other.c')).toBe('int other;\n');
  });

  it('shows one file in two groups that both follow what is typed', async () => {
    const { person } = await folder();
    await person.opensFile('src/other.c');
    await person.press('Control+\\');
    const both = field(person.page, 'other.c');
    await expect.poll(() => both.count()).toBe(2);
    await both.nth(1).focus();
    await person.hasFocusOn(both.nth(1));
    await typesFirst(person, 'static ');
    await expect.poll(() => both.nth(0).inputValue()).toMatch(/^static /);
    await expect.poll(() => both.nth(1).inputValue()).toMatch(/^static /);
  });

  it('finds text in files and goes to the match', async () => {
    const { person } = await folder();
    const { page } = person;
    await person.press('Control+Shift+f');
    const sought = page.getByRole('searchbox', { name: 'Search in files' });
    await person.hasFocusOn(sought);
    await page.keyboard.type('return first');
    await page.getByText('1 result in 1 file').waitFor();
    await page
      .getByRole('tree', { name: 'Search results' })
      .getByRole('treeitem', { name: /return first/ })
      .dblclick();
    await page.getByText('Ln 5, Col 2', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await sought.fill('ret(urn');
    await page.getByText(/no valid regular expression/).waitFor();
  });

  // Root may write everywhere.
  it.skipIf(process.getuid?.() === 0)('says that a file cannot be saved, and keeps the text', async () => {
    const { person, file } = await folder();
    await person.opensFile('src/main.c');
    chmodSync(file('src'), 0o555);
    await typesFirst(person, 'x');
    await person.press('Control+s');
    await person.page
      .getByText(/not allowed to write/)
      .first()
      .waitFor();
    chmodSync(file('src'), 0o755);
  });
});
