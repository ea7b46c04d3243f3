import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { testBeginnings } from './begin-test.ts';
import type { Person } from './person.ts';
import { settle } from './settle.ts';

/** Name of the region that has the focus. */
function focusedRegion({ page }: Person): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region ?? null);
}

describe('the window', () => {
  const begin = testBeginnings();

  it('stands still while it is filled, and is usable before the tools are known', async () => {
    const { person } = await begin();
    await person.page.getByRole('list', { name: 'Families' }).getByText('Ready').first().waitFor();
    const shift = await person.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 200);
        }),
    );
    expect(shift).toBeLessThan(0.01);
  });

  it('has the names that product and tests agree on', async () => {
    const { person } = await begin();
    for (const name of ['Boot your first unikernel', 'New project', 'Open folder'])
      await expect.poll(() => person.button(name).count(), { message: name }).toBe(1);
    const activities = person.page.getByRole('tablist', { name: 'Activities' }).getByRole('tab');
    await expect
      .poll(() => activities.evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('aria-label'))))
      .toEqual(['Explorer', 'Search', 'Config', 'Lessons', 'Machines', 'Doctor']);
    await person.sees('Build state', /Idle/);
  });

  it('is made a project by keyboard alone, in a folder with quotes, spaces and Unicode', async () => {
    const { person, studio } = await begin();
    const { page } = person;
    await person.press('Control+Shift+n');
    const dialog = page.getByRole('dialog', { name: 'New project' });
    const next = dialog.getByRole('button', { name: 'Next' });
    await person.hasFocusOn(next);
    const later = dialog.locator('label', { hasText: 'Not in this version' }).getByRole('radio');
    for (const radio of await later.all()) expect(await radio.isDisabled()).toBe(true);
    expect(await dialog.getByRole('radio', { name: 'Bare' }).isChecked()).toBe(true);
    await expect.poll(() => breaches(person.page)).toEqual([]);
    await person.press('Enter');
    await dialog.getByRole('radio', { name: 'Greeter' }).check();
    await next.focus();
    await person.hasFocusOn(next);
    await person.press('Enter');
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await person.hasFocusOn(name);
    await expect.poll(() => dialog.getByRole('textbox', { name: 'Location' }).inputValue()).toBe('~/Unikernels');
    await page.keyboard.type('bad/name');
    await dialog.getByText('Use “', { exact: false }).waitFor();
    await expect.poll(() => next.isDisabled()).toBe(true);
    await expect.poll(() => breaches(person.page)).toEqual([]);
    await name.fill(`it's "grün" now`);
    await expect.poll(() => next.isEnabled()).toBe(true);
    await person.hasFocusOn(name);
    await person.press('Enter');
    await dialog.getByRole('option', { name: 'src/main.c' }).waitFor();
    await person.hasFocusOn(dialog.getByRole('button', { name: 'Create' }));
    await person.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('tree', { name: 'Files' }).waitFor();
    await expect.poll(() => page.title()).toContain(`it's "grün" now`);
    expect(readFileSync(join(studio.home, 'Unikernels', `it's "grün" now`, 'src/main.c'), 'utf8')).toContain('main');
  });

  it('loses no key of somebody who types faster than it draws', async () => {
    const { person, text, file } = await begin({ template: 'Hello' });
    const { page } = person;
    const types = async (keys: string, words: string) => {
      await person.press(keys);
      await page.keyboard.type(words);
    };
    // No waiting between the keys that open something and those that are meant for it.
    await types('Control+p', 'src/main');
    await types('Enter', '// at once ');
    await expect.poll(async () => (await person.editorOf('src/main.c')).inputValue()).toMatch(/^\/\/ at once /);
    await person.saves(file('src/main.c'), `// at once ${text('src/main.c')}`);

    await types('Control+Shift+p', 'new file');
    await types('Enter', 'notes.txt');
    await types('Enter', 'first line');
    await expect.poll(async () => (await person.editorOf('notes.txt')).inputValue()).toBe('first line');

    await types('Control+Shift+p', 'new terminal');
    await types('Enter', 'echo "$((6 * 7))" > answer');
    await person.press('Enter');
    await expect.poll(() => existsSync(file('answer')) && text('answer')).toBe('42\n');

    await types('Control+Shift+p', 'new project');
    await person.press('Enter', 'Enter', 'Enter');
    await page.keyboard.type('typed at once');
    const dialog = page.getByRole('dialog', { name: 'New project' });
    await expect.poll(() => dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('typed at once');

    await types('Escape', '');
    await types('Control+Shift+f', 'sought');
    await expect.poll(() => page.getByRole('searchbox', { name: 'Search in files' }).inputValue()).toBe('sought');
  });

  it('is walked around by F6, region by region and back', async () => {
    const { person } = await begin({ template: 'Hello' });
    await person.opensFile('src/main.c');
    await person.activity('Explorer').focus();
    for (const region of ['sidebar', 'editor', 'status', 'title', 'activities']) {
      await person.press('F6');
      await expect.poll(() => focusedRegion(person)).toBe(region);
    }
    await person.press('Shift+F6');
    await expect.poll(() => focusedRegion(person)).toBe('title');
  });

  it('comes back after a restart with its tabs, splits and panel', async () => {
    const { person } = await begin({ template: 'Hello' });
    const { page } = person;
    await person.opensFile('src/main.c');
    await person.opensFile('Makefile');
    const groups = page.getByRole('tablist', { name: 'Open editors' });
    await person.press('Control+\\');
    await groups.nth(1).waitFor();
    await person.press('Control+Shift+m');
    const panel = page.getByRole('tablist', { name: 'Panel' });
    await panel.waitFor();
    // The window writes what it looks like a moment after it changed, and at the latest when it goes away.
    await page.reload();
    await panel.waitFor();
    await groups.nth(1).waitFor();
    await expect
      .poll(() => groups.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('aria-label'))))
      .toEqual(['main.c', 'Makefile', 'Makefile']);
    await panel.getByRole('tab', { name: /Problems/, selected: true }).waitFor();
  });

  it('takes other keys for a command, and gives the default back', async () => {
    const { person } = await begin({ template: 'Hello' });
    await person.runs('Help: Keyboard shortcuts');
    const find = person.page.getByRole('searchbox', { name: 'Search commands and keys' });
    await find.fill('show or hide the panel');
    await person.button('Change the keys of Show or hide the panel').click();
    await person.hasFocusOn(person.page.getByLabel('New keys for Show or hide the panel'));
    await person.press('Control+Alt+j', 'Enter');
    const reset = person.button('Reset the keys of Show or hide the panel');
    await reset.waitFor();
    const panel = person.page.getByRole('tablist', { name: 'Panel' });
    await panel.waitFor({ state: 'detached' });
    // What the old keys do is done when the new ones have been answered: only those open it.
    await person.press('Control+j', 'Control+Alt+j');
    await panel.waitFor();
    await person.press('Control+Alt+j');
    await panel.waitFor({ state: 'detached' });
    await reset.click();
    await reset.waitFor({ state: 'detached' });
    await person.press('Control+j');
    await panel.waitFor();
  });

  it('follows the theme that is chosen, at once and over a restart', async () => {
    const { person } = await begin();
    const { page } = person;
    const theme = (name: string) => page.locator(`html[data-theme="${name}"]`).waitFor();
    await theme('dark');
    await person.press('Control+,');
    const themes = page.getByRole('radiogroup', { name: 'Theme' });
    await themes.getByRole('radio', { name: 'High contrast' }).check();
    await theme('hc');
    await expect.poll(() => breaches(person.page)).toEqual([]);
    await themes.getByRole('radio', { name: 'Light' }).check();
    await theme('light');
    await expect.poll(() => breaches(person.page)).toEqual([]);
    await page.reload();
    await theme('light');
  });

  it('runs nothing of a folder from elsewhere before somebody trusts it', async () => {
    const { person, studio, root } = await begin({ template: 'Hello' });
    const folder = join(studio.home, 'from elsewhere');
    mkdirSync(join(folder, 'kernel'), { recursive: true });
    for (const name of ['Makefile', 'Kconfig', '.config', 'kernel/bare.h'])
      writeFileSync(join(folder, name), readFileSync(join(root, name)));
    await person.opensFolder(folder);
    const question = person.page.getByRole('dialog', { name: 'Trust this folder?' });
    await person.hasFocusOn(question.getByRole('button', { name: 'Read only' }));
    await expect.poll(() => breaches(person.page)).toEqual([]);
    await person.answersTrust('Read only');
    await expect.poll(() => person.tool('Run').getAttribute('aria-disabled')).toBe('true');
    await person.press('F5');
    await person.page.getByText('This folder is open read only', { exact: false }).first().waitFor();
    await person.sees('Build state', /Idle/);
  });

  it('is clean for axe on its pages and panels', async () => {
    const { person } = await begin({ template: 'Hello' });
    const found: Record<string, readonly string[]> = {};
    const look = async (name: string) => {
      const list = await settle(() => breaches(person.page));
      if (list.length > 0) found[name] = list;
    };
    for (const name of ['Explorer', 'Search', 'Config', 'Lessons', 'Machines', 'Doctor']) {
      const tab = person.activity(name);
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      await person.page.getByRole('region', { name, exact: true }).first().waitFor();
      await look(name);
    }
    for (const command of ['Help: What is a unikernel?', 'Help: About', 'Help: Show the components']) {
      await person.runs(command);
      await person.page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
      await look(command);
    }
    expect(found).toEqual({});
  });
});
