import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testBeginnings } from './begin-test.ts';
import { CONFIG, optionsFolder, PLAIN } from './options-folder.ts';

describe('the options of a folder that no family knows', () => {
  const begin = testBeginnings();

  async function opens(config: string) {
    const scene = await begin({ folder: optionsFolder(config) });
    const { person, root } = scene;
    const { page } = person;
    await person.answersTrust('Trust');
    await person.activity('Config').click();
    const tree = page.getByRole('tree', { name: 'Options' });
    const row = (name: string) => tree.getByRole('treeitem', { name, exact: true });
    const details = page.getByRole('region', { name: 'Option details' });
    const unsaved = page.getByRole('status', { name: 'Unsaved changes' });
    await row('Drivers').waitFor();
    await page.getByText('CONFIG_MODULES').first().waitFor();
    return {
      ...scene,
      page,
      tree,
      row,
      details,
      unsaved,
      config: () => readFileSync(join(root, '.config'), 'utf8'),
      async selects(name: string) {
        await row(name).click();
        await details.getByRole('heading', { name, level: 2 }).waitFor();
        await tree.focus();
      },
      /** An option is described so in its row. */
      async reads(name: string, text: RegExp) {
        await expect.poll(() => row(name).getAttribute('aria-description')).toMatch(text);
      },
      async saysUnsaved(text: RegExp) {
        await unsaved.filter({ hasText: text }).waitFor();
      },
      async chooses(item: string) {
        await page.getByRole('button', { name: 'More about the configuration' }).click();
        await page.getByRole('menu').getByText(item).click();
      },
      /** In the list of files that the command field shows. */
      async picksFile(name: string) {
        const field = page.getByRole('dialog', { name: 'Command field' });
        await field.getByRole('combobox').fill(name);
        await field.getByRole('option', { name, selected: true }).waitFor();
        await person.press('Enter');
      },
    };
  }

  it('are listed where they did not turn out as asked: all kinds of warnings, each with its reason', async () => {
    const { page, reads } = await opens(CONFIG);
    const warnings = page.getByRole('list', { name: 'Warnings' });
    for (const said of [
      /CARD was set to y and is m/,
      /PORT was set to 500 and is|PORT cannot have a value outside its range/,
      /HELPER is on because it is selected by PULLER, although what it depends on is off/,
      /There is no option NO_SUCH/,
      /OLD_CARD is on, and its prompt calls it deprecated/,
    ])
      await warnings.getByRole('listitem').filter({ hasText: said }).first().waitFor();
    await reads('Card', /^m/);
    await reads('Helper', /selected by another/);
    const text = page.getByRole('region', { name: '.config' });
    await text.locator('.squiggly-warning').first().waitFor();
  });

  it('take y, m and n, and numbers that are checked against their range as they are typed', async () => {
    const { person, page, selects, row, reads, details, saysUnsaved, config } = await opens(PLAIN);
    await selects('Bus');
    await person.press('m');
    await row('Bus').and(page.locator('[aria-checked=mixed]')).waitFor();
    await selects('Card');
    // Its bus is a module: it cannot be more.
    await person.press('y');
    await details.getByText('can only be m here: it needs BUS').first().waitFor();
    await person.press('m');
    await reads('Card', /^m, changed/);
    await selects('Bus');
    await person.press('y');
    await reads('Bus', /^y, changed/);
    await person.press('n');
    await reads('Card', /blocked/);
    await person.press('Space', 'Space');
    await reads('Bus', /^y/);

    await selects('Fast');
    await person.press('Space');
    await row('Slow').and(page.locator('[aria-checked=false]')).waitFor();
    await reads('Speed', /^Fast, changed/);

    await selects('Base address');
    await person.press('Enter');
    const value = details.getByRole('textbox', { name: 'Value' });
    await person.hasFocusOn(value);
    await details.getByText('from 0x1000 to 0x8000').waitFor();
    await person.press('Control+a');
    await page.keyboard.type('0x9000');
    await details.getByText('The largest value is 0x8000.').waitFor();
    await person.press('Control+a');
    await page.keyboard.type('0x9z');
    await details.getByText('A hexadecimal number has the digits').waitFor();
    await person.press('Control+a');
    await page.keyboard.type('0x4000');
    await person.press('Enter');
    await reads('Base address', /^0x4000, changed/);
    await selects('Label');
    await person.press('Enter');
    await person.hasFocusOn(value);
    await person.press('Control+a');
    await page.keyboard.type('say "hi"');
    await person.press('Enter', 'Control+s');
    await saysUnsaved(/^Saved$/);
    expect(config()).toContain('CONFIG_LABEL="say \\"hi\\""\n');
    expect(config()).toContain('CONFIG_BASE=0x4000\n');
    expect(config()).toContain('CONFIG_FAST=y\n');
    expect(config()).toContain('CONFIG_BUS=y\n');
  });

  it('are filtered: changed, not default, blocked, only those that can be set', async () => {
    const { person, page, selects, row, tree, chooses } = await opens(PLAIN);
    const filter = (name: string) => page.getByRole('group', { name: 'Show' }).getByRole('button', { name });
    await row('Secret switch').waitFor();
    await selects('Port');
    await person.press('Enter');
    await person.hasFocusOn(page.getByRole('textbox', { name: 'Value' }));
    await person.press('Control+a');
    await page.keyboard.type('9');
    await person.press('Enter');
    await filter('Changed 1').click();
    await row('Port').waitFor();
    await expect.poll(() => tree.getByRole('treeitem').count()).toBe(2);
    await filter('Blocked').click();
    await row('Card').waitFor();
    await row('Secret switch').waitFor();
    await expect.poll(() => row('Port').count()).toBe(0);
    await filter('Not default 1').click();
    await row('Port').waitFor();
    await expect.poll(() => row('Card').count()).toBe(0);
    await filter('All').click();
    await row('Card').waitFor();
    await chooses('Only options that can be set now');
    await expect.poll(() => row('Card').count()).toBe(0);
    await expect.poll(() => row('Rare things').count()).toBe(0);
    await selects('Expert');
    await person.press('y');
    await row('Rare things').waitFor();
  });

  it('are reset, one or a menu at a time, reverted to the file, and brought back by one undo each', async () => {
    const { person, page, tree, selects, row, reads, details, saysUnsaved, chooses, config } = await opens(PLAIN);
    await selects('Bus');
    await person.press('y');
    await selects('Old card (deprecated)');
    await person.press('y');
    await selects('Expert');
    await person.press('y');
    await saysUnsaved(/3 changes/);
    await row('Bus').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Reset this option' }).click();
    await reads('Bus', /^n$/);
    await reads('Expert', /^y/);
    await row('Drivers').click();
    await tree.focus();
    await person.press('ArrowRight');
    await details.getByRole('button', { name: 'Reset this menu to its defaults' }).click();
    await reads('Old card (deprecated)', /^n$/);
    await person.button('Undo').click();
    await reads('Old card (deprecated)', /^y/);
    await chooses('Revert to the saved file');
    await saysUnsaved(/^Saved$/);
    await reads('Expert', /^n$/);
    await person.button('Undo').click();
    await reads('Expert', /^y/);
    await reads('Old card (deprecated)', /^y/);
    expect(config()).toBe(PLAIN);
  });

  it('are compared with another file, imported from it, exported, and saved in their smallest form', async () => {
    const { person, page, root, reads, saysUnsaved, chooses, picksFile, config } = await opens(PLAIN);
    writeFileSync(join(root, 'other.config'), CONFIG);
    await chooses('Compare with another file');
    await picksFile('other.config');
    const table = page.getByRole('table', { name: 'Differences' });
    await table.getByRole('row', { name: /^BUS.*n.*m/ }).waitFor();
    await table.getByRole('button', { name: 'Take m for BUS' }).click();
    await expect.poll(() => table.getByRole('row', { name: /^BUS/ }).count()).toBe(0);
    await table.getByRole('row', { name: /^PULLER/ }).waitFor();

    await chooses('Import a config file');
    await picksFile('other.config');
    await page.getByText('Imported other.config. It is not saved yet.').waitFor();
    await page.getByText('There is no difference.').waitFor();
    await reads('Card', /^m/);
    expect(config()).toBe(PLAIN);

    const download = page.waitForEvent('download');
    await chooses('Export the config');
    const file = await (await download).path();
    expect(readFileSync(file, 'utf8')).toContain('CONFIG_CARD=m\n');

    await chooses('Save a minimal config');
    const dialog = page.getByRole('dialog', { name: 'Save a minimal config' });
    const field = dialog.getByRole('textbox', { name: 'File in the project' });
    await person.hasFocusOn(field);
    await field.fill('configs/small');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('configs/small was written').waitFor();
    expect(readFileSync(join(root, 'configs/small'), 'utf8')).toBe(
      'CONFIG_BUS=m\nCONFIG_CARD=m\nCONFIG_OLD_CARD=y\nCONFIG_PULLER=y\n',
    );
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await person.button('Undo').click();
    await saysUnsaved(/1 change/);
    await person.button('Undo').click();
    await saysUnsaved(/^Saved$/);
  });
});
