import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './person.ts';
import { keepPictures, type StudioUnderTest, startStudio } from './studio-under-test.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What the system asks for, and the theme that follows it. */
const themes = [
  ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['light', { colorScheme: 'light', contrast: 'no-preference' }],
  ['hc', { colorScheme: 'dark', contrast: 'more' }],
] as const;
const sizes = [
  [1280, 800],
  [1000, 700],
  [800, 600],
] as const;

describe('how the window looks', () => {
  let studio: StudioUnderTest;
  let person: Person;
  const source = () => join(studio.home, 'Unikernels', 'first-boot', 'src/main.c');

  beforeAll(async () => {
    studio = await startStudio();
    person = new Person(studio.page);
  });
  afterAll(() => studio.close());
  keepPictures(() => studio);

  /** Breaches of WCAG 2.2 AA that axe finds, one line for each rule and element. */
  async function breaches(): Promise<readonly string[]> {
    await person.page.evaluate(axe);
    return person.page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: axe has put itself on the window
      const result = await (globalThis as any).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
      });
      return result.violations.flatMap(
        (rule: { id: string; nodes: { target: unknown[]; any: { message: string }[] }[] }) =>
          rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? ''}`),
      );
    });
  }

  /** Buttons and fields that are cut off by the window or lie under something else. */
  function hidden(): Promise<readonly string[]> {
    return person.page.evaluate(() => {
      const problems: string[] = [];
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
      if (scrollWidth > clientWidth || scrollHeight > clientHeight) problems.push('the page itself scrolls');
      const dialog = document.querySelector('[role=dialog][data-state=open]');
      for (const element of (dialog ?? document).querySelectorAll<HTMLElement>('button, input, [role=tab]')) {
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
        if (width < 2 || height < 2 || element.closest('.sr-only, .xterm, .monaco-editor, .toasts')) continue;
        // What is in a box that scrolls can be brought into view.
        let scrolls = false;
        for (let box = element.parentElement; box; box = box.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(box);
          if (/auto|scroll/.test(overflowX + overflowY)) scrolls = true;
        }
        if (scrolls) continue;
        if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1) {
          problems.push(`cut off: ${name}`);
          continue;
        }
        const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        if (there && there !== element && !element.contains(there) && !there.contains(element)) {
          if (!there.closest('.toasts')) problems.push(`covered: ${name} by ${there.className || there.tagName}`);
        }
      }
      return problems;
    });
  }

  async function look(screen: string): Promise<Record<string, readonly string[]>> {
    const found: Record<string, readonly string[]> = {};
    for (const [theme, wish] of themes) {
      await person.page.emulateMedia(wish);
      await person.page.locator(`html[data-theme="${theme}"]`).waitFor();
      let list = await breaches();
      // Colours may be on their way from one state to the next.
      for (let tries = 0; tries < 3 && list.length > 0; tries++) list = await breaches();
      if (list.length > 0) found[`${screen}, ${theme}`] = list;
    }
    await person.page.emulateMedia(themes[0][1]);
    for (const [width, height] of sizes) {
      await person.page.setViewportSize({ width, height });
      // Two frames: panes follow the size of the window in the next one.
      await person.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      let list = await hidden();
      for (let tries = 0; tries < 3 && list.length > 0; tries++) list = await hidden();
      if (list.length > 0) found[`${screen}, ${width} × ${height}`] = list;
    }
    await person.page.setViewportSize({ width: 1440, height: 900 });
    return found;
  }

  it('on the first page and in the wizard', async () => {
    await person.button('Boot your first unikernel').waitFor();
    const found = await look('Welcome');
    await person.button('New project').click();
    await person.page.getByRole('dialog', { name: 'New project' }).waitFor();
    Object.assign(found, await look('Wizard'));
    await person.press('Escape');
    expect(found).toEqual({});
  });

  it('over the whole first boot, which needs no mouse, and shows where the focus is', async () => {
    const { page } = person;
    const name = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
    for (let steps = 0; steps < 60 && !/^Boot your first unikernel/.test((await name()).trim()); steps++) {
      await person.press('Tab');
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return true;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      });
      expect(seen, `focus on ${await name()}`).toBe(true);
    }
    await person.press('Enter');
    await person.sees('Machine state', /Exited 0/);
    await person.hears('Hello');
    expect(await look('Serial')).toEqual({});
  });

  it('with a problem in the editor, its explanation, and the build', async () => {
    const good = readFileSync(source(), 'utf8');
    await person.opensFile('src/main.c');
    await person.rewrites('src/main.c', good.replace('print(', 'pritn('));
    await person.press('Control+Shift+b');
    await person.sees('Build state', /Failed/);
    await person.panelTab('Problems').click();
    await person.page.getByRole('list', { name: 'Problems' }).getByText(/pritn/).first().click();
    const found = await look('Problems');
    await person.panelTab('Build').click();
    Object.assign(found, await look('Build'));
    await person.rewrites('src/main.c', good);
    await person.saves(source(), good);
    expect(found).toEqual({});
  });

  it('after a crash', async () => {
    const crashing = '#include <bare.h>\n\nint main(void)\n{\n\t*(volatile int *)8 = 1;\n\treturn 0;\n}\n';
    await person.rewrites('src/main.c', crashing);
    await person.press('F5');
    await person.sees('Machine state', /Crashed/);
    const found = await look('Crashed');
    await person.page.getByRole('button', { name: 'Open main.c line 5' }).click();
    await person.editorOf('src/main.c');
    await person.page.getByText(/Ln 5, Col/).waitFor();
    expect(found).toEqual({});
  });

  it('in the doctor and the settings', async () => {
    await person.activity('Doctor').click();
    await person.page.getByRole('table').first().waitFor();
    const found = await look('Doctor');
    await person.button('Settings').first().click();
    await person.page.getByRole('heading', { name: 'Settings' }).first().waitFor();
    Object.assign(found, await look('Settings'));
    expect(found).toEqual({});
  });

  it('without an error on the page’s console', () => {
    expect(studio.complaints).toEqual([]);
  });
});
