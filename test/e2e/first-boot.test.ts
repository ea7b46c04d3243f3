import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesMentioning, type StudioUnderTest, startStudio } from './studio-under-test.ts';

/** Polls until the status of this name contains the text. */
async function status(
  page: Page,
  name: 'Build state' | 'Machine state',
  text: RegExp,
  timeout = 60_000,
): Promise<void> {
  await page.getByRole('status', { name }).filter({ hasText: text }).waitFor({ timeout });
}

async function serialText(page: Page): Promise<string> {
  return (await page.getByRole('region', { name: 'Serial console' }).first().textContent()) ?? '';
}

async function openFile(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.keyboard.type(path);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByRole('tab', { name: new RegExp(path.split('/').at(-1) ?? path) })
    .first()
    .waitFor();
  await page
    .locator('.monaco-editor textarea, .monaco-editor .native-edit-context')
    .first()
    .waitFor({ state: 'attached' });
}

/** Replaces the whole text of the focused editor, as a person would with the clipboard. */
async function replaceText(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

describe('first boot', () => {
  let studio: StudioUnderTest;
  let page: Page;
  const project = () => join(studio.home, 'Unikernels', 'first-boot');

  beforeAll(async () => {
    studio = await startStudio();
    page = studio.page;
  });
  afterAll(() => studio.close());

  it('creates, compiles and boots a project by one click, and shows its greeting', async () => {
    await page.getByRole('button', { name: 'Boot your first unikernel' }).click();
    await status(page, 'Build state', /Built/);
    await expect.poll(() => serialText(page), { timeout: 60_000 }).toContain('Hello');
    await status(page, 'Machine state', /Exited 0/);
    expect(existsSync(join(project(), 'src/main.c'))).toBe(true);
  });

  it('shows the new text after the greeting was changed in the editor', async () => {
    await openFile(page, 'src/main.c');
    const before = readFileSync(join(project(), 'src/main.c'), 'utf8');
    const after = before.replace(/Hello[^"\\]*/, 'Good morning from a changed kernel.');
    expect(after).not.toBe(before);
    await replaceText(page, after);
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(join(project(), 'src/main.c'), 'utf8')).toBe(after);
    await page.getByRole('toolbar', { name: 'Project' }).getByRole('button', { name: 'Run' }).click();
    await expect.poll(() => serialText(page), { timeout: 60_000 }).toContain('Good morning from a changed kernel.');
  });

  it('shows the new text after the option was changed in .config', async () => {
    await openFile(page, '.config');
    const before = readFileSync(join(project(), '.config'), 'utf8');
    const after = before.replace(/^CONFIG_GREETING=.*$/m, 'CONFIG_GREETING="Set by hand: \\"ünïcode\\" 100%"');
    await replaceText(page, after);
    await page.keyboard.press('F5');
    await expect.poll(() => serialText(page), { timeout: 60_000 }).toContain('Set by hand: "ünïcode" 100%');
    expect(readFileSync(join(project(), '.config'), 'utf8')).toBe(after);
  });

  it('marks a mistake with a squiggle, explains it, and builds again once it is mended', async () => {
    const good = readFileSync(join(project(), 'src/main.c'), 'utf8');
    await openFile(page, 'src/main.c');
    await replaceText(page, good.replace('return 0;', 'return nothing_like_this;'));
    await page.keyboard.press('Control+Shift+b');
    await status(page, 'Build state', /Failed/);
    await page.locator('.squiggly-error').first().waitFor();
    await page
      .getByRole('tablist', { name: 'Panel' })
      .getByRole('tab', { name: /Problems/ })
      .click();
    const problem = page.getByRole('list', { name: 'Problems' });
    await problem
      .getByText(/nothing_like_this/)
      .first()
      .waitFor();
    await replaceText(page, good);
    await page.keyboard.press('Control+Shift+b');
    await status(page, 'Build state', /Built/);
    await expect.poll(() => page.locator('.squiggly-error').count()).toBe(0);
  });

  it('leaves no process behind when the host ends, and the page says that it is gone', async () => {
    await studio.host.stop();
    expect(processesMentioning(studio.home)).toEqual([]);
    await page
      .getByText(/connection|disconnected|host/i)
      .first()
      .waitFor();
  });

  it('wrote no error to the page’s console', () => {
    const own = studio.complaints.filter((text) => !/ERR_CONNECTION_REFUSED|WebSocket/.test(text));
    expect(own).toEqual([]);
  });
});
