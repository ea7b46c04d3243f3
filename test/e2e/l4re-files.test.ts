import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testBeginnings } from './begin-test.ts';

const LIST = 'entry hello\nroottask moe rom/strat.cfg\nmodule l4re\nmodule ned\nmodule start.cfg\nmodule hello\n';
const FILES = {
  Makefile: 'TARGET = hello\nSRC_C = main.c\ninclude $(L4DIR)/mk/prog.mk\n',
  Control: 'requires: stdlibs\n',
  'main.c': 'int main(void) { return 0; }\n',
  'start.cfg': '-- Started by Ned.\nlocal L4 = require("L4");\nL4.default_loader:start({}, "rom/");\n',
  'modules.list': LIST,
};

/** No platform is here: what the files say by themselves. */
describe('the files of an L4Re project', () => {
  const begin = testBeginnings();

  function project(home: string): string {
    const root = join(home, 'system');
    mkdirSync(root, { recursive: true });
    for (const [path, text] of Object.entries(FILES)) writeFileSync(join(root, path), text);
    return root;
  }

  it('are checked while they are written, and a keyword is offered as it is typed', async () => {
    const { person } = await begin({ folder: project });
    await person.answersTrust('Trust');
    const { page } = person;
    await page.getByRole('treeitem', { name: /modules\.list/ }).waitFor();
    await (await person.opensFile('modules.list')).focus();
    await person.press('Control+End');
    await page.keyboard.type('modul');
    await page
      .getByRole('option', { name: /^module,/ })
      .first()
      .waitFor();
    await person.press('Escape');
    await page.keyboard.type(' x');
    await person.press('Control+Shift+m');
    const problems = page.getByRole('list', { name: 'Problems' });
    await problems.getByText(/is no keyword of modules.list/).waitFor();
  });

  it('offer what the image holds behind rom/', async () => {
    const { person } = await begin({ folder: project });
    await person.answersTrust('Trust');
    const { page } = person;
    await page.getByRole('treeitem', { name: /start\.cfg/ }).waitFor();
    await (await person.opensFile('start.cfg')).focus();
    await person.press('Control+End');
    await person.press('ArrowUp');
    await person.press('End');
    for (let count = 0; count < '");'.length; count++) await person.press('ArrowLeft');
    await page.keyboard.type('hel');
    await page
      .getByRole('option', { name: /^hello/ })
      .first()
      .waitFor();
    await person.press('Tab');
    await expect.poll(() => page.locator('.view-lines').first().textContent()).toContain('"rom/hello"');
  });
});
