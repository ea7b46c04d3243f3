import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS } from '../patience.ts';
import { HOST_GONE, type Scene, testBeginnings } from './begin-test.ts';
import { keptTexts } from './kept-texts.ts';
import { optionsFolder, PLAIN } from './options-folder.ts';
import { Person } from './person.ts';
import { startHost } from './studio-under-test.ts';

const MANIFEST = `[package]
name = "board"
version = "0.1.0"
edition = "2021"

[features]
default = ["uart"]

# Talks by a serial line.
uart = []
# Blinks. It needs the serial line.
led = ["uart"]
`;

describe('the configuration and what is around it', () => {
  const begin = testBeginnings();
  const options = ({ page }: Person) => page.getByRole('tree', { name: 'Options' });
  const row = (person: Person, name: string) => options(person).getByRole('treeitem', { name, exact: true });
  const unsaved = ({ page }: Person) => page.getByRole('status', { name: 'Unsaved changes' });

  /** @returns the row, once its option is selected and the tree has the keyboard */
  async function selects(person: Person, name: string) {
    await row(person, name).click();
    await row(person, name).and(person.page.locator('[aria-selected=true]')).waitFor();
    await options(person).focus();
  }

  async function opensTree(person: Person, first: string) {
    await person.runs('Show the Config');
    await row(person, first).waitFor();
  }

  it('keeps unsaved edits when the page crashes, and when the host is killed after it', async () => {
    const { studio, person, root } = await begin({ folder: optionsFolder(PLAIN), tolerates: HOST_GONE });
    await person.answersTrust('Trust');
    await opensTree(person, 'Bus');
    await selects(person, 'Bus');
    await person.press('m');
    await unsaved(person).filter({ hasText: '1 change' }).waitFor();
    const crashed = new Promise((resolve) => studio.page.once('crash', resolve));
    const inspector = await studio.context.newCDPSession(studio.page);
    void inspector.send('Page.crash').catch(() => undefined);
    await crashed;

    const second = new Person(await studio.openPage({ project: root }));
    await opensTree(second, 'Bus');
    await row(second, 'Bus').and(second.page.locator('[aria-checked=mixed]')).waitFor();
    await selects(second, 'Expert');
    await second.press('y');
    await unsaved(second).filter({ hasText: '2 changes' }).waitFor();
    await expect.poll(() => keptTexts(studio.home, 'CONFIG_EXPERT=y')).not.toEqual([]);
    await studio.page.close();
    await studio.host.stop('SIGKILL');
    studio.host = await startHost(studio.home);

    const third = new Person(await studio.openPage({ project: root }));
    await opensTree(third, 'Bus');
    await row(third, 'Bus').and(third.page.locator('[aria-checked=mixed]')).waitFor();
    await third.page.getByText('Unsaved changes of last time came back.').waitFor();
    expect(readFileSync(join(root, '.config'), 'utf8')).toBe(PLAIN);
    await third.button('Revert to saved').click();
    await row(third, 'Bus').and(third.page.locator('[aria-checked=false]')).waitFor();
  });

  it('explains a name in a Kconfig file on hover, colours the language, and goes to its definition by F12', async () => {
    const { person } = await begin({ folder: optionsFolder(PLAIN) });
    await person.answersTrust('Trust');
    await person.opensFile('Kconfig');
    const { page } = person;
    const line = page.locator('.view-line').filter({ hasText: /depends.on.BUS/ });
    await line.waitFor();
    const colour = (text: string) =>
      line
        .locator('span > span', { hasText: text })
        .last()
        .evaluate((part) => getComputedStyle(part).color);
    await expect.poll(async () => (await colour('depends')) !== (await colour('BUS'))).toBe(true);
    await line.getByText('BUS').hover();
    const hover = page.locator('.monaco-hover').filter({ hasText: 'Carries what drivers say.' });
    await hover.waitFor();
    expect(await hover.textContent()).toContain('BUS = n · tristate');
    await line.getByText('BUS').click();
    await person.press('F12');
    await expect
      .poll(() => page.getByRole('contentinfo').textContent(), { timeout: PATIENCE_MS })
      .toMatch(/(Ln|Line) 10\b/);
  });

  it('shows the features of any Cargo package with their help and edges, and writes its Cargo.toml', async () => {
    const { person, text } = await begin({
      folder(home) {
        const folder = join(home, 'board');
        mkdirSync(join(folder, 'src'), { recursive: true });
        writeFileSync(join(folder, 'Cargo.toml'), MANIFEST);
        writeFileSync(join(folder, 'src/lib.rs'), '');
        return folder;
      },
    });
    const { page } = person;
    await person.answersTrust('Trust');
    await opensTree(person, 'led');
    const details = page.getByRole('region', { name: 'Option details' });
    await selects(person, 'led');
    await details.getByText('Blinks. It needs the serial line.').waitFor();
    await person.press('y');
    await row(person, 'led').and(page.locator('[aria-checked=true]')).waitFor();
    await selects(person, 'uart');
    await person.press('n');
    await details.getByText('it is turned on by').first().waitFor();
    const preview = details.getByRole('figure', { name: 'Preview of Cargo.toml' });
    await preview.getByText('default = []').waitFor();
    await page.getByRole('region', { name: 'Cargo.toml' }).getByText('default = ["uart", "led"]').waitFor();
    await person.press('Control+s');
    await unsaved(person)
      .filter({ hasText: /^Saved$/ })
      .waitFor();
    expect(text('Cargo.toml')).toBe(MANIFEST.replace('["uart"]\n\n', '["uart", "led"]\n\n'));
    await person.press('Control+z', 'Control+s');
    await expect.poll(() => text('Cargo.toml')).toBe(MANIFEST);
  });

  it('says what is wrong with a manifest, and shows its features when it is mended', async () => {
    const { person, file } = await begin({
      folder(home) {
        const folder = join(home, 'board');
        mkdirSync(join(folder, 'src'), { recursive: true });
        writeFileSync(join(folder, 'Cargo.toml'), MANIFEST.replace('[features]', '[features'));
        writeFileSync(join(folder, 'src/lib.rs'), '');
        return folder;
      },
    });
    const { page } = person;
    await person.answersTrust('Trust');
    await person.activity('Config').click();
    const warnings = page.getByRole('list', { name: 'Warnings' });
    await warnings.getByText('Cargo.toml:').first().waitFor();
    writeFileSync(file('Cargo.toml'), MANIFEST);
    await row(person, 'led').waitFor();
    await warnings.waitFor({ state: 'detached' });
  });

  it('shows the best of many hits, and all of them when asked', async () => {
    const { person } = await begin({
      folder(home) {
        const folder = join(home, 'many');
        mkdirSync(folder);
        const things = Array.from({ length: 130 }, (_, at) => `config T${at}\n\tbool "Thing ${at}"\n`);
        writeFileSync(join(folder, 'Kconfig'), `mainmenu "Many"\n${things.join('')}`);
        writeFileSync(join(folder, '.config'), '');
        return folder;
      },
    });
    const { page } = person;
    await person.answersTrust('Trust');
    await opensTree(person, 'Thing 0');
    await page.getByRole('searchbox', { name: 'Search options' }).fill('thing');
    await page.getByText('The 80 best are shown.').waitFor();
    expect(await row(person, 'Thing 7').getAttribute('aria-setsize')).toBe('80');
    await page.getByRole('button', { name: 'Show all 130' }).click();
    await row(person, 'Thing 7').and(page.locator('[aria-setsize="130"]')).waitFor();
    expect(await page.getByText('best are shown').count()).toBe(0);
  });

  it('shows beside an option what turning it on has cost, measured by two builds and boots', async () => {
    const scene: Scene = await begin({ template: 'Hello' });
    const { person } = scene;
    await person.press('F5');
    await person.sees('Machine state', /Exited 0/);
    await opensTree(person, 'Self-test at start');
    expect(await row(person, 'Self-test at start').getAttribute('aria-description')).not.toContain('in the image');
    await selects(person, 'Self-test at start');
    await person.press('y');
    await unsaved(person).filter({ hasText: '1 change' }).waitFor();
    await person.press('F5');
    await expect
      .poll(() => row(person, 'Self-test at start').getAttribute('aria-description'), { timeout: PATIENCE_MS })
      .toMatch(/, \+[\d.,]+ (B|KB) in the image/);
    await person.page.getByRole('tab', { name: 'Configuration' }).click();
    const details = person.page.getByRole('region', { name: 'Option details' });
    await details.getByText(/\+[\d.,]+ (B|KB) in the image · .* and \d+ boots\)/).waitFor();
  });
});
