import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOST_GONE, testBeginnings } from './begin-test.ts';
import { processesMentioning } from './studio-under-test.ts';

describe('first boot', () => {
  const begin = testBeginnings();

  it('creates, compiles and boots a project by one click, and shows its greeting', async () => {
    const { person, studio } = await begin();
    await person.button('Boot your first unikernel').click();
    await person.sees('Build state', /Built/);
    await person.hears('Hello');
    await person.sees('Machine state', /Exited 0/);
    expect(existsSync(join(studio.home, 'Unikernels/first-boot/src/main.c'))).toBe(true);
  });

  it('draws the console’s text, not only its times, when keys are pressed as soon as the guest has ended', async () => {
    const { person } = await begin({ template: 'Hello' });
    await person.tool('Run').click();
    await person.sees('Machine state', /Exited 0/);
    await person.press('Control+p');
    await person.hasFocusOn(person.page.getByRole('combobox'));
    await person.page.keyboard.type('main');
    await expect.poll(() => person.page.getByRole('combobox').inputValue()).toBe('main');
    await person.press('Escape');
    await expect.poll(() => person.page.locator('.xterm-rows').first().textContent()).toContain('Hello');
  });

  it('shows the new text after the greeting was changed in the editor', async () => {
    const { person, file, text } = await begin({ template: 'Hello' });
    await person.opensFile('src/main.c');
    const before = text('src/main.c');
    const after = before.replace(/Hello[^"\\]*/, 'Good morning from a changed kernel.');
    expect(after).not.toBe(before);
    await person.rewrites('src/main.c', after);
    await person.saves(file('src/main.c'), after);
    await person.tool('Run').click();
    await person.hears('Good morning from a changed kernel.');
  });

  it('shows the new text after the option was changed in .config', async () => {
    const { person, text } = await begin({ template: 'Hello' });
    await person.opensFile('.config');
    const after = text('.config').replace(/^CONFIG_GREETING=.*$/m, 'CONFIG_GREETING="Set by hand: \\"ünïcode\\" 100%"');
    await person.rewrites('.config', after);
    await person.press('F5');
    await person.hears('Set by hand: "ünïcode" 100%');
    expect(text('.config')).toBe(after);
  });

  it('marks a mistake with a squiggle, explains it, and goes to it by F8', async () => {
    const { person, text } = await begin({ template: 'Hello' });
    const { page } = person;
    const good = text('src/main.c');
    await person.opensFile('src/main.c');
    await person.rewrites('src/main.c', good.replace('return 0;', 'return nothing_like_this;'));
    await person.press('Control+Shift+b');
    await person.sees('Build state', /Failed/);
    await page.locator('.squiggly-error').first().waitFor();
    await person.panelTab('Problems').click();
    await page
      .getByRole('list', { name: 'Problems' })
      .getByText(/nothing_like_this/)
      .first()
      .click();
    const details = page.getByRole('region', { name: 'Problem details' });
    await details
      .getByText(/nothing_like_this/)
      .first()
      .waitFor();
    // A reason in plain words, not only the compiler's line.
    await expect.poll(async () => (await details.locator('p').first().textContent())?.length).toBeGreaterThan(20);
    const line = good.split('\n').findIndex((other) => other.includes('return 0;')) + 1;
    await page.getByText(new RegExp(`Ln ${line}, Col`)).waitFor();
    // The compiler also warns that the function can end without a result: F8 goes there, and round to the error again.
    await person.press('F8');
    await page.getByText(new RegExp(`Ln (?!${line},)\\d+, Col`)).waitFor();
    await person.press('F8');
    await page.getByText(new RegExp(`Ln ${line}, Col`)).waitFor();

    await person.rewrites('src/main.c', good);
    await person.press('Control+Shift+b');
    await person.sees('Build state', /Built/);
    await expect.poll(() => page.locator('.squiggly-error').count()).toBe(0);
  });

  it('mends a misspelt name by the fix that the explanation offers', async () => {
    const { person, text } = await begin({ template: 'Hello' });
    const { page } = person;
    const good = text('src/main.c');
    await person.opensFile('src/main.c');
    await person.rewrites('src/main.c', good.replace('print(', 'pritn('));
    await person.press('Control+Shift+b');
    await person.sees('Build state', /Failed/);
    await person.panelTab('Problems').click();
    await page.getByRole('list', { name: 'Problems' }).getByText(/pritn/).first().click();
    const details = page.getByRole('region', { name: 'Problem details' });
    await details.getByRole('button', { name: 'Apply fix' }).first().click();
    await expect.poll(() => text('src/main.c')).toBe(good);
    await person.press('Control+Shift+b');
    await person.sees('Build state', /Built/);
  });

  it('leaves no process behind when the host ends, and the page says that it is gone', async () => {
    const { person, studio } = await begin({ template: 'Greeter', tolerates: HOST_GONE });
    await person.tool('Run').click();
    await person.sees('Machine state', /Running/);
    await studio.host.stop();
    expect(processesMentioning(studio.home)).toEqual([]);
    await person.page
      .getByText(/connection|disconnected|host/i)
      .first()
      .waitFor();
  });
});
