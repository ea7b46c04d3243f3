import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { testBeginnings } from './begin-test.ts';
import type { Person } from './person.ts';
import { settle } from './settle.ts';

/** WCAG 2.2 AA. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
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

/** Buttons and fields that are cut off by the window or lie under something else. */
function hidden({ page }: Person): Promise<readonly string[]> {
  return page.evaluate(() => {
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

/** What is wrong with the screen in any theme and size. */
async function look(person: Person, screen: string): Promise<Record<string, readonly string[]>> {
  const { page } = person;
  const found: Record<string, readonly string[]> = {};
  for (const [theme, wish] of themes) {
    await page.emulateMedia(wish);
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    const list = await settle(() => breaches(page, wcag));
    if (list.length > 0) found[`${screen}, ${theme}`] = list;
  }
  await page.emulateMedia(themes[0][1]);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    // Two frames: panes follow the size of the window in the next one.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const list = await settle(() => hidden(person));
    if (list.length > 0) found[`${screen}, ${width} × ${height}`] = list;
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}

describe('how the window looks', () => {
  const begin = testBeginnings();

  it('on the first page and in the wizard', async () => {
    const { person } = await begin();
    await person.button('Boot your first unikernel').waitFor();
    const found = await look(person, 'Welcome');
    await person.button('New project').click();
    const dialog = person.page.getByRole('dialog', { name: 'New project' });
    await person.hasFocusOn(dialog.getByRole('button', { name: 'Next' }));
    Object.assign(found, await look(person, 'Wizard'));
    expect(found).toEqual({});
    // The tools of each family are known by now; however many they are, its card stays in the dialog.
    await expect.poll(() => dialog.getByText(/^gcc \d/).count()).toBeGreaterThan(1);
    const edges = await dialog.evaluate((box) => [
      box.getBoundingClientRect().right,
      ...[...box.querySelectorAll('.family-card')].map((card) => card.getBoundingClientRect().right),
    ]);
    expect(Math.max(...edges)).toBe(edges[0]);
  });

  it('over the whole first boot, which needs no mouse, and shows where the focus is', async () => {
    const { person } = await begin();
    const { page } = person;
    const first = person.button(/^Boot your first unikernel/);
    for (let steps = 0; steps < 60; steps++) {
      await person.press('Tab');
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return 'nothing';
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const shown = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
        return shown ? 'shown' : (element.getAttribute('aria-label') ?? element.textContent ?? element.tagName);
      });
      expect(seen, 'the focus').toMatch(/^(shown|nothing)$/);
      if (await first.evaluate((button) => button === document.activeElement)) break;
    }
    await person.hasFocusOn(first);
    await person.press('Enter');
    await person.sees('Machine state', /Exited 0/);
    await person.hears('Hello');
    expect(await look(person, 'Serial')).toEqual({});
  });

  it('with a problem in the editor, its explanation, and the build', async () => {
    const { person, text } = await begin({ template: 'Hello' });
    await person.opensFile('src/main.c');
    await person.rewrites('src/main.c', text('src/main.c').replace('print(', 'pritn('));
    await person.press('Control+Shift+b');
    await person.sees('Build state', /Failed/);
    await person.panelTab('Problems').click();
    await person.page.getByRole('list', { name: 'Problems' }).getByText(/pritn/).first().click();
    const found = await look(person, 'Problems');
    await person.panelTab('Build').click();
    Object.assign(found, await look(person, 'Build'));
    expect(found).toEqual({});
  });

  it('after a crash', async () => {
    const { person } = await begin({ template: 'Hello' });
    await person.opensFile('src/main.c');
    const crashing = '#include <bare.h>\n\nint main(void)\n{\n\t*(volatile int *)8 = 1;\n\treturn 0;\n}\n';
    await person.rewrites('src/main.c', crashing);
    await person.press('F5');
    await person.sees('Machine state', /Crashed/);
    const found = await look(person, 'Crashed');
    await person.page.getByRole('button', { name: 'Open main.c line 5' }).click();
    await person.editorOf('src/main.c');
    await person.page.getByText(/Ln 5, Col/).waitFor();
    expect(found).toEqual({});
  });

  it('in the doctor and the settings', async () => {
    const { person } = await begin({ template: 'Hello' });
    await person.activity('Doctor').click();
    await person.page.getByRole('table').first().waitFor();
    const found = await look(person, 'Doctor');
    await person.button('Settings').first().click();
    await person.page.getByRole('heading', { name: 'Settings' }).first().waitFor();
    Object.assign(found, await look(person, 'Settings'));
    expect(found).toEqual({});
  });
});
