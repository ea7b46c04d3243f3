/**
 * What a person does in the window and sees in it, in terms of roles and names. Every wait is for something to appear: before
 * a key is pressed its place has the focus, before Enter is pressed what it means is there.
 */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENCE_MS } from '../patience.ts';

type StateName = 'Build state' | 'Machine state';

export class Person {
  constructor(readonly page: Page) {}

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until this has the keyboard. */
  async hasFocusOn(place: Locator): Promise<void> {
    await place.and(this.page.locator(':focus')).waitFor({ state: 'attached' });
  }

  /** Waits until the status bar says so. */
  async sees(name: StateName, text: RegExp): Promise<void> {
    await this.page.getByRole('status', { name }).filter({ hasText: text }).waitFor();
  }

  get serial(): Locator {
    return this.page.getByRole('region', { name: 'Serial console' });
  }

  /** The text of the console as a screen reader has it. */
  async serialText(): Promise<string> {
    const texts = await this.page.getByRole('log', { name: 'Serial text' }).allTextContents();
    return texts[0] ?? '';
  }

  async hears(text: string | RegExp): Promise<void> {
    await expect.poll(() => this.serialText(), { timeout: PATIENCE_MS }).toMatch(text);
  }

  /** Types into the console of the running guest. */
  async tellsGuest(line: string): Promise<void> {
    await this.serial.locator('.serial-term').click();
    await this.hasFocusOn(this.serial.getByRole('textbox', { name: 'Serial input' }));
    await this.page.keyboard.type(line);
    await this.press('Enter');
  }

  /** Opens the command field by its keys. */
  private async asksTheField(keys: string, text: string): Promise<void> {
    await this.press(keys);
    await this.hasFocusOn(this.page.getByRole('dialog', { name: 'Command field' }).getByRole('combobox'));
    await this.page.keyboard.type(text);
  }

  /** What Enter would choose in the command field now. */
  private chosen(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name: 'Command field' }).getByRole('option', { name, selected: true });
  }

  /** By the command field, without looking whether an editor comes of it. */
  async asksForFile(path: string): Promise<void> {
    await this.asksTheField('Control+p', path);
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    await this.chosen(new RegExp(`^${escaped(name)}\\s*${escaped(parts.join('/'))}$`)).waitFor();
    await this.press('Enter');
  }

  /** @returns the text field of its editor, which has the focus. */
  async opensFile(path: string): Promise<Locator> {
    await this.asksForFile(path);
    const editor = await this.editorOf(path);
    await this.hasFocusOn(editor);
    return editor;
  }

  /** The text field of the editor that shows this file. */
  async editorOf(path: string): Promise<Locator> {
    const name = path.split('/').at(-1) ?? path;
    const panel = this.page.getByRole('tabpanel', { name, exact: true });
    const editor = panel.getByRole('textbox', { name });
    await editor.first().waitFor({ state: 'attached' });
    await panel.locator('.view-lines').first().waitFor();
    return editor.first();
  }

  /** Replaces the whole text of a file in its editor by pasting: typed text would be indented by the editor. */
  async rewrites(path: string, text: string): Promise<void> {
    const editor = await this.editorOf(path);
    await editor.focus();
    await this.hasFocusOn(editor);
    await this.press('Control+a');
    await editor.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  async saves(file: string, text: string): Promise<void> {
    await this.press('Control+s');
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: PATIENCE_MS }).toBe(text);
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

  /** By the command field; `command` as it stands there, "New project" or "Help: About". */
  async runs(command: string): Promise<void> {
    await this.asksTheField('Control+Shift+p', command);
    await this.chosen(new RegExp(escaped(command), 'i')).waitFor();
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
    await dialog.waitFor({ state: 'detached' });
  }

  async opensFolder(path: string): Promise<void> {
    await this.runs('Open folder');
    const dialog = this.page.getByRole('dialog', { name: 'Open folder' });
    const field = dialog.getByRole('textbox', { name: 'Folder' });
    await this.hasFocusOn(field);
    await field.fill(path);
    await this.press('Enter');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async answersTrust(answer: 'Trust' | 'Read only'): Promise<void> {
    const question = this.page.getByRole('dialog', { name: 'Trust this folder?' });
    await question.getByRole('button', { name: answer, exact: true }).click();
    await question.waitFor({ state: 'detached' });
  }

  /** The window answers: a command opens the field and Esc closes it again. */
  async findsTheWindowAlive(): Promise<void> {
    await this.press('Control+Shift+p');
    const field = this.page.getByRole('dialog', { name: 'Command field' });
    await field.getByRole('option').first().waitFor();
    await this.press('Escape');
    await field.waitFor({ state: 'detached' });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
