import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { testBeginnings } from './begin-test.ts';

describe('sources', () => {
  const begin = testBeginnings();

  it('are shown by the wizard with their versions, and a folder of one’s own is looked at before it is taken', async () => {
    const { person, studio } = await begin();
    const { page } = person;
    const tree = join(studio.home, 'my tree');
    mkdirSync(join(tree, 'support/build'), { recursive: true });
    writeFileSync(join(tree, 'version.mk'), 'UK_VERSION = 0\nUK_SUBVERSION = 18\nUK_EXTRAVERSION = 0\n');
    writeFileSync(join(tree, 'Config.uk'), '');
    await person.runs('New project');
    const dialog = page.getByRole('dialog', { name: 'New project' });
    await dialog.getByRole('radio', { name: 'Unikraft' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('radio', { name: 'HTTP server' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Next' }).click();
    const core = dialog.getByRole('region', { name: 'Unikraft', exact: true });
    await core.getByText('not here yet').waitFor();
    await dialog.getByRole('region', { name: 'lib-lwip' }).waitFor();

    const choose = async (folder: string) => {
      await core.getByRole('button', { name: 'Own folder…' }).click();
      const picker = page.getByRole('dialog', { name: 'The folder that holds Unikraft' });
      const field = picker.getByRole('textbox', { name: 'Folder' });
      await person.hasFocusOn(field);
      await field.fill(folder);
      await person.press('Enter');
      await picker.getByRole('button', { name: 'Use this folder', exact: true }).click();
      await picker.waitFor({ state: 'detached' });
    };
    await choose(studio.home);
    await dialog
      .getByRole('alert')
      .filter({ hasText: /is not Unikraft: it has no version\.mk/ })
      .waitFor();
    await choose(tree);
    await core.getByText('own folder', { exact: true }).waitFor();
    await core.getByRole('button', { name: 'Use the release' }).click();
    await core.getByText('not here yet').waitFor();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).waitFor();
  });
});
