import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { CONFIG, optionsFolder } from './options-folder.ts';
import { Person } from './person.ts';
import { keepPictures, type StudioUnderTest, startStudio } from './studio-under-test.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const themes = [
  ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['light', { colorScheme: 'light', contrast: 'no-preference' }],
  ['hc', { colorScheme: 'dark', contrast: 'more' }],
] as const;

describe('the look of the configuration', () => {
  let studio: StudioUnderTest;
  let person: Person;
  const details = () => person.page.getByRole('region', { name: 'Option details' });

  beforeEach(async () => {
    studio = await startStudio();
    person = new Person(studio.page);
    await person.button('New project').first().waitFor();
  });
  afterEach(() => studio.close());
  keepPictures(() => studio);

  async function everyTheme(screen: string, found: Record<string, readonly string[]>): Promise<void> {
    for (const [theme, wish] of themes) {
      await person.page.emulateMedia(wish);
      await person.page.locator(`html[data-theme="${theme}"]`).waitFor();
      let list = await breaches(person.page, RULES);
      for (let tries = 0; tries < 3 && list.length > 0; tries++) list = await breaches(person.page, RULES);
      if (list.length > 0) found[`${screen}, ${theme}`] = list;
    }
  }

  it('breaks no rule of axe in any theme, on any of its pages', async () => {
    const found: Record<string, readonly string[]> = {};
    await person.createsProject({ template: 'hello', name: 'looks' });
    await person.activity('Config').click();
    const tree = person.page.getByRole('tree', { name: 'Options' });
    await tree.getByRole('treeitem', { name: 'Strict: all checks, and no warnings' }).click();
    await person.press('y');
    await everyTheme('option', found);
    await person.page.getByRole('searchbox', { name: 'Search options' }).fill('leak');
    await tree.getByRole('treeitem', { name: 'Count what was never freed' }).click();
    await person.button('Apply fix').waitFor();
    await everyTheme('blocked', found);
    await person.page.getByRole('button', { name: 'Compare with saved' }).click();
    await person.page.getByRole('table', { name: 'Differences' }).waitFor();
    await everyTheme('comparison', found);
    const file = join(studio.home, 'Unikernels/looks/.config');
    writeFileSync(file, readFileSync(file, 'utf8').replace('CONFIG_HZ=100', 'CONFIG_HZ=250'));
    await person.page.getByRole('tab', { name: 'Configuration' }).click();
    await details().getByRole('button', { name: 'Merge' }).click();
    await person.page.getByRole('table', { name: 'Options to merge' }).waitFor();
    await everyTheme('merge', found);
    expect(found).toEqual({});
    expect(studio.complaints).toEqual([]);
  });

  it('breaks none with a list of warnings either', async () => {
    const found: Record<string, readonly string[]> = {};
    await person.opensFolder(optionsFolder(CONFIG)(studio.home));
    await person.answersTrust('Trust');
    await person.activity('Config').click();
    await person.page.getByRole('list', { name: 'Warnings' }).waitFor();
    await everyTheme('overview', found);
    await person.runs('Show the warnings of the configuration');
    await person.page.getByRole('heading', { name: 'Warnings of .config' }).waitFor();
    await everyTheme('warnings', found);
    expect(found).toEqual({});
    expect(studio.complaints).toEqual([]);
  });

  it('can be used at 200 % zoom: nothing is cut off, and the text becomes a tab', async () => {
    await person.createsProject({ template: 'hello', name: 'zoom' });
    // Zoom by 2 is a window of half the size, in CSS pixels.
    await person.page.setViewportSize({ width: 720, height: 450 });
    await person.activity('Config').click();
    const tree = person.page.getByRole('tree', { name: 'Options' });
    await tree.getByRole('treeitem', { name: 'Colour', exact: true }).click();
    const save = details().getByRole('button', { name: 'Save' });
    await person.press('n');
    await save.click();
    await expect
      .poll(() => readFileSync(join(studio.home, 'Unikernels/zoom/.config'), 'utf8'), { timeout: 20_000 })
      .toContain('# CONFIG_COLOUR is not set');
    const sides = await person.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(sides[0]).toBeLessThanOrEqual(sides[1]!);
    await person.page.getByRole('tab', { name: '.config' }).click();
    await person.page.getByText('# CONFIG_COLOUR is not set').first().waitFor();
  });

  it('shows an untrusted project with what the shell would say marked unknown, and runs nothing', async () => {
    const folder = join(studio.home, 'from elsewhere');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'Kconfig'),
      'config SHELL\n\tbool "By the shell"\n\tdefault $(shell,touch was-run && echo y)\n\nconfig PLAIN\n\tbool "Plain"\n',
    );
    writeFileSync(join(folder, '.config'), 'CONFIG_PLAIN=y\n');
    await person.opensFolder(folder);
    const trust = person.page.getByRole('dialog', { name: 'Trust this folder?' });
    await trust.getByRole('button', { name: 'Read only' }).click();
    await trust.waitFor({ state: 'detached' });
    await person.activity('Config').click();
    const row = person.page.getByRole('treeitem', { name: 'By the shell' });
    await row.waitFor();
    expect(await row.getAttribute('aria-description')).toContain('unknown');
    await person.page.getByText('Nothing of this folder was run.').waitFor();
    expect(existsSync(join(folder, 'was-run'))).toBe(false);
  });
});
