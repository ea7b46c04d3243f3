import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './person.ts';
import { keepPictures, type StudioUnderTest, startStudio } from './studio-under-test.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the window', () => {
  let studio: StudioUnderTest;
  let person: Person;
  const focused = () =>
    person.page.evaluate(() => {
      const element = document.activeElement;
      const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      return { name, region: element?.closest<HTMLElement>('[data-region]')?.dataset.region ?? null };
    });
  /** Rules that axe finds broken in what is shown now, each with an element. */
  const breaches = async () => {
    if (!(await person.page.evaluate(() => 'axe' in window))) await person.page.evaluate(`${axe};0`);
    return person.page.evaluate(async () => {
      const checker = (window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResult> } }).axe;
      const { violations } = await checker.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
  };
  interface AxeResult {
    violations: { id: string; nodes: { html: string }[] }[];
  }

  beforeAll(async () => {
    studio = await startStudio();
    person = new Person(studio.page);
    await person.button('Boot your first unikernel').waitFor();
  });
  afterAll(() => studio.close());
  keepPictures(() => studio);

  it('stands still while it is filled, and is usable before the tools are known', async () => {
    await person.page.getByRole('list', { name: 'Families' }).getByText('Ready').waitFor();
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
    for (const name of ['Boot your first unikernel', 'New project', 'Open folder'])
      expect(await person.button(name).count(), name).toBe(1);
    const activities = person.page.getByRole('tablist', { name: 'Activities' }).getByRole('tab');
    expect(await activities.evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('aria-label')))).toEqual([
      'Explorer',
      'Search',
      'Config',
      'Lessons',
      'Machines',
      'Doctor',
    ]);
    await person.sees('Build state', /Idle/);
  });

  it('is made a project by keyboard alone, in a folder with quotes, spaces and Unicode', async () => {
    await person.press('Control+Shift+n');
    const dialog = person.page.getByRole('dialog', { name: 'New project' });
    await expect.poll(async () => (await focused()).name).toBe('Next');
    for (const name of ['Unikraft', 'Hermit', 'L4Re'])
      expect(await dialog.getByRole('radio', { name }).isDisabled(), name).toBe(true);
    expect(await dialog.getByRole('radio', { name: 'Bare' }).isChecked()).toBe(true);
    await expect.poll(breaches).toEqual([]);
    await person.press('Enter');
    await dialog.getByRole('radio', { name: 'Greeter' }).check();
    await dialog.getByRole('button', { name: 'Next' }).focus();
    await person.press('Enter');
    await expect.poll(() => dialog.getByRole('textbox', { name: 'Location' }).inputValue()).toBe('~/Unikernels');
    await person.page.keyboard.type('bad/name');
    await dialog.getByText('Use “', { exact: false }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    await expect.poll(breaches).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`it's "grün" now`);
    await expect.poll(() => dialog.getByRole('button', { name: 'Next' }).isEnabled()).toBe(true);
    await person.press('Enter');
    await dialog.getByRole('option', { name: 'src/main.c' }).waitFor();
    await expect.poll(async () => (await focused()).name).toBe('Create');
    await person.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await person.page.getByRole('tree', { name: 'Files' }).waitFor();
    expect(await person.page.title()).toContain(`it's "grün" now`);
    expect(readFileSync(join(studio.home, 'Unikernels', `it's "grün" now`, 'src/main.c'), 'utf8')).toContain('main');
  });

  it('is walked around by F6, region by region and back', async () => {
    await person.editorOf('src/main.c');
    await person.activity('Explorer').focus();
    const seen: (string | null)[] = [];
    for (let step = 0; step < 5; step++) {
      await person.press('F6');
      seen.push((await focused()).region);
    }
    expect(seen).toEqual(['sidebar', 'editor', 'status', 'title', 'activities']);
    await person.press('Shift+F6');
    expect((await focused()).region).toBe('title');
  });

  it('comes back after a restart with its tabs, splits and panel', async () => {
    await person.opensFile('Makefile');
    await person.press('Control+\\');
    await expect.poll(() => person.page.getByRole('tablist', { name: 'Open editors' }).count()).toBe(2);
    await person.press('Control+Shift+m');
    await person.page.getByRole('tablist', { name: 'Panel' }).waitFor();
    await expect
      .poll(async () => {
        const tabs = await person.page.getByRole('tablist', { name: 'Panel' }).count();
        return tabs === 1;
      })
      .toBe(true);
    // The window writes what it looks like a moment after it changed, and at the latest when it goes away.
    await person.page.reload();
    await person.page.getByRole('tablist', { name: 'Panel' }).waitFor();
    await expect.poll(() => person.page.getByRole('tablist', { name: 'Open editors' }).count()).toBe(2);
    const titles = person.page.getByRole('tablist', { name: 'Open editors' }).getByRole('tab');
    expect(await titles.evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('aria-label')))).toEqual([
      'main.c',
      'Makefile',
      'Makefile',
    ]);
    const panel = person.page.getByRole('tablist', { name: 'Panel' });
    expect(await panel.getByRole('tab', { selected: true }).getAttribute('aria-label')).toBe('Problems');
  });

  it('takes other keys for a command, and gives the default back', async () => {
    await person.runs('Help: Keyboard shortcuts');
    const find = person.page.getByRole('searchbox', { name: 'Search commands and keys' });
    await find.fill('show or hide the panel');
    await person.button('Change the keys of Show or hide the panel').click();
    await person.press('Control+Alt+j', 'Enter');
    await person.button('Reset the keys of Show or hide the panel').waitFor();
    const panel = person.page.getByRole('tablist', { name: 'Panel' });
    await person.press('Control+Alt+j');
    await panel.waitFor({ state: 'detached' });
    await person.press('Control+j');
    expect(await panel.count()).toBe(0);
    await person.button('Reset the keys of Show or hide the panel').click();
    await person.button('Reset the keys of Show or hide the panel').waitFor({ state: 'detached' });
    await person.press('Control+j');
    await panel.waitFor();
  });

  it('follows the theme that is chosen, at once and over a restart', async () => {
    const theme = () => person.page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe('dark');
    await person.press('Control+,');
    await person.page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name: 'High contrast' }).check();
    await expect.poll(theme).toBe('hc');
    await expect.poll(breaches).toEqual([]);
    await person.page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name: 'Light' }).check();
    await expect.poll(theme).toBe('light');
    await expect.poll(breaches).toEqual([]);
    await person.page.reload();
    await person.page.getByRole('radiogroup', { name: 'Theme' }).waitFor();
    expect(await theme()).toBe('light');
  });

  it('runs nothing of a folder from elsewhere before somebody trusts it', async () => {
    const folder = join(studio.home, 'from elsewhere');
    mkdirSync(join(folder, 'kernel'), { recursive: true });
    const made = join(studio.home, 'Unikernels', `it's "grün" now`);
    for (const name of ['Makefile', 'Kconfig', '.config', 'kernel/bare.h'])
      writeFileSync(join(folder, name), readFileSync(join(made, name)));
    await person.opensFolder(folder);
    const question = person.page.getByRole('dialog', { name: 'Trust this folder?' });
    await expect.poll(async () => (await focused()).name).toBe('Read only');
    await expect.poll(breaches).toEqual([]);
    await question.getByRole('button', { name: 'Read only' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await person.tool('Run').getAttribute('aria-disabled')).toBe('true');
    await person.press('F5');
    await person.page.getByText('This folder is open read only', { exact: false }).first().waitFor();
    await person.sees('Build state', /Idle/);
  });

  it('is clean for axe on its pages and panels', async () => {
    const found: Record<string, readonly string[]> = {};
    const look = async (name: string) => {
      // Colours may be on their way from one state to the next.
      let list = await breaches();
      for (let tries = 0; tries < 3 && list.length > 0; tries++) list = await breaches();
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

  it('says nothing on the console of the page', () => {
    expect(studio.complaints).toEqual([]);
  });
});
