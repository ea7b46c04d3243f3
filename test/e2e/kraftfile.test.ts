import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testBeginnings } from './begin-test.ts';

const KRAFTFILE = `spec: v0.6
name: hello # mine
unikraft:
  version: stable
  kconfig:
    CONFIG_LIBVFSCORE: "y" # files
targets:
  - kvm/x86_64
`;
const CONFIG =
  'CONFIG_UK_NAME="hello"\nCONFIG_ARCH_X86_64=y\nCONFIG_PLAT_KVM=y\nCONFIG_KVM_VMM_QEMU=y\n# CONFIG_LIBVFSCORE is not set\n';

describe('a Kraftfile', () => {
  const begin = testBeginnings();

  function project(home: string): string {
    const root = join(home, 'with-kraftfile');
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'Kraftfile'), KRAFTFILE);
    writeFileSync(join(root, 'Makefile.uk'), '$(eval $(call addlib,apphello))\n');
    writeFileSync(join(root, '.config'), CONFIG);
    return root;
  }

  it('offers the keys that its format has, while they are typed', async () => {
    const { person } = await begin({ folder: project });
    await person.answersTrust('Trust');
    const { page } = person;
    await page.getByRole('treeitem', { name: /Kraftfile/ }).waitFor();
    await (await person.opensFile('Kraftfile')).focus();
    await person.press('Control+End');
    await page.keyboard.type('vol');
    await page
      .getByRole('option', { name: /volumes/ })
      .first()
      .waitFor();
    await person.press('Tab');
    await expect.poll(() => page.locator('.view-lines').first().textContent()).toContain('volumes:');
  });

  it('is checked against its format and against .config; each is settled by one click, and comments stay', async () => {
    const { person, text } = await begin({ folder: project });
    await person.answersTrust('Trust');
    const { page } = person;
    await page.getByRole('treeitem', { name: /Kraftfile/ }).waitFor();
    await person.press('Control+Shift+m');
    const problems = page.getByRole('list', { name: 'Problems' });
    const differs = problems.getByText(/LIBVFSCORE/).first();
    await differs.waitFor();
    await problems
      .getByText(/is called/)
      .first()
      .click();
    await page
      .getByRole('button', { name: /Apply fix/ })
      .first()
      .click();
    await expect.poll(() => text('Kraftfile')).toBe(KRAFTFILE.replace('kvm/x86_64', 'qemu/x86_64'));
    await problems
      .getByText(/LIBVFSCORE/)
      .first()
      .click();
    await page
      .getByRole('button', { name: /Apply fix/ })
      .last()
      .click();
    await expect.poll(() => text('Kraftfile')).toContain('CONFIG_LIBVFSCORE: "n" # files');
    await problems
      .getByText(/LIBVFSCORE/)
      .first()
      .waitFor({ state: 'detached' });
  });

  it('belongs to a project that can be built by kraft, chosen in the menu of its target', async () => {
    const { person, text } = await begin({ folder: project });
    await person.answersTrust('Trust');
    const { page } = person;
    await page.getByRole('button', { name: /^Target / }).click();
    await page.getByText('kraft', { exact: true }).click();
    await expect.poll(() => JSON.parse(text('.unikernel-studio.json')).driver).toBe('kraft');
  });
});
