/** What a person does in the window and sees in it, in terms of roles and names; every wait is for something to appear. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

type StateName = 'Build state' | 'Machine state';

/** Slow machines compile and emulate slowly; nothing here waits this long where it works. */
const PATIENCE_MS = 20_000;

export class Person {
  constructor(readonly page: Page) {}

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until the status bar says so. */
  async sees(name: StateName, text: RegExp): Promise<void> {
    await this.page.getByRole('status', { name }).filter({ hasText: text }).waitFor({ timeout: PATIENCE_MS });
  }

  get serial(): Locator {
    return this.page.getByRole('region', { name: 'Serial console' });
  }

  /** The text of the console as a screen reader has it. */
  async serialText(): Promise<string> {
    const log = this.page.getByRole('log', { name: 'Serial text' });
    return (await log.count()) === 0 ? '' : ((await log.first().textContent()) ?? '');
  }

  async hears(text: string | RegExp): Promise<void> {
    await expect.poll(() => this.serialText(), { timeout: PATIENCE_MS }).toMatch(text);
  }

  /** Types into the console of the running guest. */
  async tellsGuest(line: string): Promise<void> {
    await this.serial.locator('.serial-term').click();
    await this.page.keyboard.type(line);
    await this.press('Enter');
  }

  /** By the command field, in one go as a fast typist would. */
  async opensFile(path: string): Promise<Locator> {
    await this.press('Control+p');
    await this.page.keyboard.type(path);
    await this.press('Enter');
    return this.editorOf(path);
  }

  /** The text field of the editor that shows this file. */
  async editorOf(path: string): Promise<Locator> {
    const name = path.split('/').at(-1) ?? path;
    const panel = this.page.getByRole('tabpanel', { name, exact: true });
    const editor = panel.getByRole('textbox', { name });
    await editor.first().waitFor({ state: 'attached', timeout: PATIENCE_MS });
    await panel.locator('.view-lines').first().waitFor();
    return editor.first();
  }

  /** Replaces the whole text of a file in its editor by pasting: typed text would be indented by the editor. */
  async rewrites(path: string, text: string): Promise<void> {
    const editor = await this.editorOf(path);
    await editor.focus();
    await this.press('Control+a');
    await editor.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  async saves(file: string, text: string): Promise<void> {
    await this.press('Control+s');
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 20_000 }).toBe(text);
  }

  panelTab(name: 'Problems' | 'Build' | 'Serial' | 'Terminal'): Locator {
    return this.page.getByRole('tablist', { name: 'Panel' }).getByRole('tab', { name: new RegExp(name) });
  }

  activity(name: string): Locator {
    return this.page.getByRole('tablist', { name: 'Activities' }).getByRole('tab', { name });
  }

  tool(name: 'Build' | 'Run' | 'Stop'): Locator {
    return this.page.getByRole('toolbar', { name: 'Project' }).getByRole('button', { name, exact: true });
  }

  async runs(command: string): Promise<void> {
    await this.press('Control+Shift+p');
    await this.page.keyboard.type(command);
    await this.press('Enter');
  }

  /** Through the wizard, by its names. */
  async createsProject(choice: { template: string; name: string; location?: string }): Promise<void> {
    await this.runs('New project');
    const dialog = this.page.getByRole('dialog', { name: 'New project' });
    await dialog.getByRole('radio', { name: 'Bare' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('radio', { name: choice.template }).check({ force: true });
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(choice.name);
    if (choice.location) await dialog.getByRole('textbox', { name: 'Location' }).fill(choice.location);
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'detached', timeout: PATIENCE_MS });
  }

  async opensFolder(path: string): Promise<void> {
    await this.runs('Open folder');
    const dialog = this.page.getByRole('dialog', { name: 'Open folder' });
    const field = dialog.getByRole('textbox', { name: 'Folder' });
    await field.fill(path);
    await this.press('Enter');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** The window answers: a command opens the field and Esc closes it again. */
  async findsTheWindowAlive(): Promise<void> {
    await this.press('Control+Shift+p');
    const field = this.page.getByRole('dialog', { name: 'Command field' });
    await field.getByRole('option').first().waitFor({ timeout: 10_000 });
    await this.press('Escape');
    await field.waitFor({ state: 'detached' });
  }
}
