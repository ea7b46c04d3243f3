import { chmodSync, existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StudioUnderTest, startHost, startStudio } from './studio-under-test.ts';

const SOURCE = 'int first;\n\nint main(void)\n{\n\treturn first;\n}\n';

async function openFolder(page: Page, folder: string): Promise<void> {
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('button', { name: 'Trust', exact: true }).click();
  await page.getByRole('tree', { name: 'Files' }).waitFor();
}

const text = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

async function openFile(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.getByRole('combobox').fill(path);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await text(page, path.split('/').at(-1)!).first().waitFor();
}

/** Types at the very beginning of the text. */
async function typeFirst(page: Page, name: string, what: string): Promise<void> {
  await text(page, name).first().focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(what);
}

describe('editing', () => {
  let studio: StudioUnderTest;
  let page: Page;
  let project: string;
  const file = (path: string) => join(project, path);
  const onDisk = (path: string) => readFileSync(file(path), 'utf8');
  const shown = (name: string) => text(page, name).first().inputValue();
  const isDirty = async (name: string) =>
    (await page.getByRole('tab', { name, exact: true }).first().getAttribute('aria-description')) === 'not saved';

  beforeAll(async () => {
    studio = await startStudio();
    page = studio.page;
    project = join(studio.home, 'a "quoted" ünï folder');
    mkdirSync(file('src'), { recursive: true });
    writeFileSync(file('src/main.c'), SOURCE);
    writeFileSync(file('src/other.c'), 'int other;\n');
    writeFileSync(file('dos.txt'), '\uFEFFone\r\ntwo\r\n');
    writeFileSync(file('data.bin'), Buffer.from([0, 1, 2, 3]));
    writeFileSync(file('large.txt'), 'x'.repeat(101 * 1024 * 1024));
    await openFolder(page, project);
  });
  afterAll(() => studio.close());

  it('saves what was typed, and keeps the undo history over a visit to another file', async () => {
    await openFile(page, 'src/main.c');
    await typeFirst(page, 'main.c', '//a');
    await expect.poll(() => isDirty('main.c')).toBe(true);
    await page.keyboard.press('Control+s');
    await expect.poll(() => onDisk('src/main.c')).toBe(`//a${SOURCE}`);
    await openFile(page, 'src/other.c');
    await page.getByRole('tab', { name: 'main.c', exact: true }).click();
    await text(page, 'main.c').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => shown('main.c')).not.toContain('//a');
    expect(await isDirty('main.c')).toBe(true);
    await page.keyboard.press('Control+s');
    await expect.poll(() => isDirty('main.c')).toBe(false);
  });

  it('takes over what another program wrote while nothing is unsaved', async () => {
    writeFileSync(file('src/main.c'), `// theirs\n${SOURCE}`);
    await expect.poll(() => shown('main.c')).toContain('// theirs');
    expect(await isDirty('main.c')).toBe(false);
  });

  it('shows a change on disk beside unsaved text, compares the two, and overwrites neither', async () => {
    await typeFirst(page, 'main.c', 'MINE ');
    writeFileSync(file('src/main.c'), '// theirs again\n');
    await page.getByText('main.c changed on disk while you were editing. Nothing was overwritten.').waitFor();
    await text(page, 'main.c').first().focus();
    await page.keyboard.press('Control+s');
    expect(onDisk('src/main.c')).toBe('// theirs again\n');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('tab', { name: 'main.c: compare' }).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await expect.poll(() => onDisk('src/main.c')).toContain('MINE // theirs');
    await page.keyboard.press('Control+w');
  });

  it('brings unsaved text back after the host and the page were killed', async () => {
    await page.getByRole('tab', { name: 'main.c', exact: true }).click();
    await typeFirst(page, 'main.c', 'UNSAVED ');
    await page.waitForTimeout(1200);
    const before = onDisk('src/main.c');
    await studio.host.stop('SIGKILL');
    await page.close();
    expect(onDisk('src/main.c')).toBe(before);
    Object.assign(studio, { host: await startHost(studio.home) });
    page = await studio.openPage();
    await text(page, 'main.c').waitFor();
    await expect.poll(() => shown('main.c')).toMatch(/^UNSAVED /);
    await page
      .getByText(/unsaved text .* came back/i)
      .first()
      .waitFor();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => onDisk('src/main.c')).toMatch(/^UNSAVED /);
  });

  it('keeps line ends and the byte order mark of a file', async () => {
    await openFile(page, 'dos.txt');
    await typeFirst(page, 'dos.txt', 'zero ');
    await page.keyboard.press('Control+s');
    await expect.poll(() => onDisk('dos.txt')).toBe('\uFEFFzero one\r\ntwo\r\n');
  });

  it('says why a file is not shown: no text, or too much of it', async () => {
    const files = page.getByRole('tree', { name: 'Files' });
    await files.getByRole('treeitem', { name: 'data.bin' }).click();
    await page.getByText('data.bin is not text').waitFor();
    await files.getByRole('treeitem', { name: 'large.txt' }).click();
    await page.getByText(/large\.txt is too large to edit: 101 MB/).waitFor();
  });

  it('makes, renames and deletes files, and open tabs follow', async () => {
    await page.getByRole('tree', { name: 'Files' }).getByRole('treeitem', { name: 'main.c' }).click();
    await page.getByRole('button', { name: 'New file' }).click();
    await page.getByRole('textbox', { name: 'Name of the new file' }).fill('lib/uart.c');
    await page.keyboard.press('Enter');
    await text(page, 'uart.c').waitFor();
    expect(existsSync(file('src/lib/uart.c'))).toBe(true);
    await typeFirst(page, 'uart.c', 'int uart;');
    const row = (name: string) =>
      page.getByRole('tree', { name: 'Files' }).getByRole('treeitem', { name, exact: true });
    await row('uart.c').click();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'New name of uart.c' }).fill('serial.c');
    await page.keyboard.press('Enter');
    await expect.poll(() => isDirty('serial.c')).toBe(true);
    await text(page, 'serial.c').focus();
    await page.keyboard.press('Control+s');
    await expect.poll(() => existsSync(file('src/lib/serial.c')) && onDisk('src/lib/serial.c')).toBe('int uart;');
    await row('lib').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => existsSync(file('src/lib'))).toBe(false);
    await expect.poll(() => page.getByRole('tab', { name: 'serial.c' }).count()).toBe(0);
  });

  it('keeps the text of a file that was deleted behind its back', async () => {
    await openFile(page, 'src/other.c');
    unlinkSync(file('src/other.c'));
    await page.getByText('other.c was deleted on disk. Its text is kept here.').waitFor();
    await page.getByRole('button', { name: 'Save it again' }).click();
    await expect.poll(() => existsSync(file('src/other.c')) && onDisk('src/other.c')).toBe('int other;\n');
  });

  it('shows one file in two groups that both follow what is typed', async () => {
    await openFile(page, 'src/other.c');
    await page.keyboard.press('Control+\\');
    await expect.poll(() => text(page, 'other.c').count()).toBe(2);
    await text(page, 'other.c').nth(1).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('static ');
    await expect.poll(() => text(page, 'other.c').nth(0).inputValue()).toMatch(/^static /);
    await page.keyboard.press('Control+s');
    await page.keyboard.press('Control+w');
  });

  it('finds text in files and goes to the match', async () => {
    await page.keyboard.press('Control+Shift+f');
    await page.getByRole('searchbox', { name: 'Search in files' }).fill('return first');
    await page.getByText('1 result in 1 file').waitFor();
    await page
      .getByRole('tree', { name: 'Search results' })
      .getByRole('treeitem', { name: /return first/ })
      .dblclick();
    await page.getByText(/^Ln \d+, Col 2$/).waitFor();
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await page.getByRole('searchbox', { name: 'Search in files' }).fill('ret(urn');
    await page.getByText(/no valid regular expression/).waitFor();
  });

  // Root may write everywhere.
  it.skipIf(process.getuid?.() === 0)('says that a file cannot be saved, and keeps the text', async () => {
    chmodSync(file('src'), 0o555);
    await openFile(page, 'src/main.c');
    await typeFirst(page, 'main.c', 'x');
    await page.keyboard.press('Control+s');
    await page
      .getByText(/not allowed to write/)
      .first()
      .waitFor();
    chmodSync(file('src'), 0o755);
  });

  it('wrote no error to the page’s console', () => {
    const own = studio.complaints.filter((line) => !/ERR_CONNECTION_REFUSED|WebSocket|ERR_ABORTED/.test(line));
    expect(own).toEqual([]);
  });
});
