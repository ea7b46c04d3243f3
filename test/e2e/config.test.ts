import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { HOST_GONE, testBeginnings } from './begin-test.ts';
import { Person } from './person.ts';
import type { StudioUnderTest } from './studio-under-test.ts';

const LEAKING = '#include <bare.h>\n\nint main(void)\n{\n\tmalloc(100);\n\treturn 0;\n}\n';

describe('the configuration of a project', () => {
  const begin = testBeginnings();
  let studio: StudioUnderTest;
  let person: Person;
  let root: string;
  let saved: string;
  const config = () => readFileSync(join(root, '.config'), 'utf8');
  const tree = () => person.page.getByRole('tree', { name: 'Options' });
  const row = (name: string) => tree().getByRole('treeitem', { name, exact: true });
  const details = () => person.page.getByRole('region', { name: 'Option details' });
  const search = () => person.page.getByRole('searchbox', { name: 'Search options' });
  const unsaved = () => person.page.getByRole('status', { name: 'Unsaved changes' });

  beforeEach(async () => {
    ({ studio, person, root } = await begin({ template: 'Hello', name: 'options', tolerates: HOST_GONE }));
    saved = config();
    writeFileSync(join(root, 'src/main.c'), LEAKING);
  });

  /** The page, the tree and the text stand. */
  async function opensConfig(): Promise<void> {
    await person.activity('Config').click();
    await row('Machine').waitFor();
    await person.page.getByText('CONFIG_HEAP').first().waitFor();
  }

  async function selects(name: string): Promise<Locator> {
    const found = row(name);
    await found.click();
    await details().getByRole('heading', { name, level: 2 }).waitFor();
    return found;
  }

  it('is changed by the smallest fix of a blocked option that is found by a word of its help, and seen on the serial line', async () => {
    await opensConfig();
    await search().fill('leak');
    await row('Count what was never freed').waitFor();
    await search().press('Enter');
    await details().getByText('Blocked', { exact: true }).waitFor();
    await expect.poll(() => row('Count what was never freed').getAttribute('aria-description')).toContain('blocked');
    const needed = details().getByRole('row', { name: /HEAP_CHECKS/ });
    await needed.filter({ hasText: 'not met' }).waitFor();
    await details()
      .getByRole('radio', { name: /Turn on HEAP_CHECKS/ })
      .waitFor();
    const preview = details().getByRole('figure', { name: 'Preview of .config' });
    await preview.filter({ hasText: 'CONFIG_HEAP_REPORT=y' }).waitFor();
    // What the fix takes away is marked in the text beside, and in sight.
    await person.page.locator('.config-text .config-line--selected').waitFor();
    await person.page.locator('.config-text .view-line', { hasText: '# CONFIG_HEAP_CHECKS is not set' }).waitFor();

    await person.button('Apply fix').click();
    await row('Count what was never freed').and(person.page.locator('[aria-checked=true]')).waitFor();
    await unsaved().filter({ hasText: '2 changes are not saved' }).waitFor();
    expect(config()).toBe(saved);
    await tree().focus();
    await person.press('Control+z');
    await unsaved()
      .filter({ hasText: /^Saved$/ })
      .waitFor();
    await person.press('Control+Shift+z');
    await unsaved().filter({ hasText: '2 changes' }).waitFor();

    await details().getByRole('button', { name: 'Save' }).click();
    await unsaved()
      .filter({ hasText: /^Saved$/ })
      .waitFor();
    expect(config()).toContain('CONFIG_HEAP_REPORT=y\n');
    await person.press('F5');
    await person.sees('Machine state', /Exited 0/);
    await person.hears('1 block never freed');

    await person.activity('Config').click();
    await person.activity('Config').click();
    await tree().focus();
    await person.press('Control+z', 'Control+s');
    await expect.poll(config).toBe(saved);
  });

  it('says why an option cannot be turned off, and builds with what was not saved yet', async () => {
    await opensConfig();
    await selects('Strict: all checks, and no warnings');
    await tree().focus();
    await person.press('y');
    await row('Look for undefined behaviour').and(person.page.locator('[aria-checked=true]')).waitFor();
    await selects('Look for undefined behaviour');
    await details().getByText('it is selected by').first().waitFor();
    await person.press('n');
    await details().getByRole('radio', { name: 'Turn off STRICT' }).waitFor();
    await person.press('Control+Shift+b');
    await person.sees('Build state', /Built/);
    expect(config()).toContain('CONFIG_STRICT=y');
    await details().getByRole('button', { name: 'Apply fix' }).click();
    await row('Strict: all checks, and no warnings').and(person.page.locator('[aria-checked=false]')).waitFor();
    await person.sees('Build state', /Built/);
  });

  it('is worked by the keyboard alone: search, tree, values, undo, details, save', async () => {
    await person.runs('Show the Config');
    await row('Machine').waitFor();
    await person.hasFocusOn(tree());
    await person.press('Home', 'ArrowLeft', 'ArrowRight', 'End', 'Home');
    await row('Machine').and(person.page.locator('[aria-selected=true]')).waitFor();
    // Letters that are no values look for names.
    await person.page.keyboard.type('colour');
    await row('Colour').and(person.page.locator('[aria-selected=true]')).waitFor();
    await person.press('Space');
    await row('Colour').and(person.page.locator('[aria-checked=false]')).waitFor();
    // "n" after a pause is a value again, and nothing changes: it is n.
    await person.press('ArrowUp', 'n');
    await row('Time before each kernel message').and(person.page.locator('[aria-checked=false]')).waitFor();
    await person.press('/');
    await person.hasFocusOn(search());
    await person.page.keyboard.type('stack size');
    await row('Stack size (KiB)').waitFor();
    await person.press('Enter');
    await details().getByRole('heading', { name: 'Stack size (KiB)' }).waitFor();
    await person.hasFocusOn(tree());
    await person.press('Enter');
    const field = details().getByRole('textbox', { name: 'Value' });
    await person.hasFocusOn(field);
    await person.page.keyboard.type('9');
    await person.press('Control+a');
    await person.page.keyboard.type('99999');
    await details().getByText('The largest value is 8192.').waitFor();
    await person.press('Escape', 'Control+a');
    await person.page.keyboard.type('128');
    await person.press('Enter');
    await unsaved().filter({ hasText: '3 changes' }).waitFor();
    await person.press('Control+s');
    await expect.poll(config).toContain('CONFIG_STACK_KIB=128\n');
    expect(config()).toContain('# CONFIG_COLOUR is not set\n');
  });

  it('is followed by the text beside the tree, and follows it while somebody types', async () => {
    await opensConfig();
    await selects('Colour');
    await person.press('n');
    const text = person.page.getByRole('region', { name: '.config' });
    await text.getByText('# CONFIG_COLOUR is not set').waitFor();
    await text.getByText('# CONFIG_COLOUR is not set').click();
    await person.press('End');
    await person.page.keyboard.type('\nCONFIG_MEMORY_MIB=256\nCONFIG_NO_SUCH=y');
    await expect.poll(() => row('Memory (MiB)').getAttribute('aria-description')).toContain('256');
    await text.locator('.squiggly-warning, .squiggly-error, .squiggly-info').first().waitFor();
    await person.press('Control+z');
    await expect.poll(() => row('Memory (MiB)').getAttribute('aria-description')).toContain('128');
    await expect.poll(() => text.getByText('CONFIG_NO_SUCH').count()).toBe(0);
    expect(config()).toBe(saved);
  });

  it('keeps unsaved edits while its page is closed, and shows them in the next one', async () => {
    await opensConfig();
    await selects('Colour');
    await person.press('n');
    await unsaved().filter({ hasText: '1 change' }).waitFor();
    await studio.page.close();
    person = new Person(await studio.openPage());
    await person.page.getByRole('tab', { name: 'Configuration' }).waitFor();
    await unsaved().filter({ hasText: '1 change' }).waitFor();
    expect(config()).toBe(saved);
  });

  it('shows a file that changed on disk as a merge, option by option', async () => {
    await opensConfig();
    await selects('Colour');
    await person.press('n');
    await unsaved().filter({ hasText: '1 change' }).waitFor();
    const theirs = saved.replace('CONFIG_HZ=100', 'CONFIG_HZ=250');
    writeFileSync(join(root, '.config'), theirs);
    await details().getByRole('button', { name: 'Merge' }).click();
    const table = person.page.getByRole('table', { name: 'Options to merge' });
    await table.getByRole('group', { name: 'Side for HZ' }).getByRole('radio', { name: 'Theirs: 250' }).waitFor();
    expect(config()).toBe(theirs);
    await person.button('Take over').click();
    await table.waitFor({ state: 'detached' });
    await person.page.getByText('Nothing was overwritten').first().waitFor({ state: 'detached' });
    await unsaved().filter({ hasText: '1 change' }).waitFor();
    await person.page.getByRole('tab', { name: 'Configuration' }).click();
    await tree().focus();
    await person.press('Control+s');
    await expect.poll(config).toContain('# CONFIG_COLOUR is not set');
    expect(config()).toContain('CONFIG_HZ=250');
  });

  it('is compared with the saved file, and an option is taken back from it', async () => {
    await opensConfig();
    await selects('Colour');
    await person.press('n');
    await person.page.getByRole('button', { name: 'Compare with saved' }).click();
    const table = person.page.getByRole('table', { name: 'Differences' });
    await table.getByRole('row', { name: /COLOUR/ }).waitFor();
    await table.getByRole('button', { name: 'Take y for COLOUR' }).click();
    await person.page.getByText('There is no difference.').waitFor();
  });

  it('is jumped to from the command field, from links, and back and forward again', async () => {
    await opensConfig();
    await person.press('Alt+o');
    await person.hasFocusOn(person.page.getByRole('combobox'));
    await person.page.keyboard.type('HEAP_REPORT');
    await person.page.getByRole('option', { name: /Count what was never freed/, selected: true }).waitFor();
    await person.press('Enter');
    await details().getByRole('heading', { name: 'Count what was never freed' }).waitFor();
    await details().getByRole('button', { name: 'HEAP_CHECKS', exact: true }).first().click();
    await details().getByRole('heading', { name: 'Look for misuse of the heap' }).waitFor();
    await person.press('Alt+ArrowLeft');
    await details().getByRole('heading', { name: 'Count what was never freed' }).waitFor();
    await person.press('Alt+ArrowRight');
    await details().getByRole('heading', { name: 'Look for misuse of the heap' }).waitFor();
    await details()
      .getByRole('button', { name: /^Kconfig:/ })
      .first()
      .click();
    await person.editorOf('Kconfig');
  });
});
