import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testBeginnings } from './begin-test.ts';

const CONFIG = 'CONFIG_UK_NAME="hello"\nCONFIG_ARCH_X86_64=y\nCONFIG_PLAT_KVM=y\nCONFIG_KVM_VMM_QEMU=y\n';

describe('how a project is run', () => {
  const begin = testBeginnings();

  function project(home: string): string {
    const root = join(home, 'with-settings');
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'Makefile.uk'), '$(eval $(call addlib,apphello))\n');
    writeFileSync(join(root, '.config'), CONFIG);
    writeFileSync(join(root, 'files.cpio'), '');
    return root;
  }

  it('is chosen in a dialog that shows what comes of it, and written into the project', async () => {
    const { person, text } = await begin({ folder: project });
    await person.answersTrust('Trust');
    const { page } = person;
    await page.getByRole('button', { name: /^Target/ }).click();
    await page.getByRole('menuitem', { name: /Run settings/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Run settings' });
    const commandLine = dialog.getByRole('region', { name: 'Command line' });
    await dialog.getByLabel('Memory, MiB').fill('lots');
    await dialog.getByText(/A whole number of MiB/).waitFor();
    await expect.poll(() => dialog.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel('Memory, MiB').fill('96');
    await dialog.getByLabel('Arguments').fill('one "two three"');
    await dialog.getByLabel(/Initial file system/).fill('files.cpio');
    await dialog.getByRole('button', { name: 'Add a port' }).click();
    await dialog.getByLabel('Port of this computer, row 1').fill('18081');
    await dialog.getByLabel('Port of the guest, row 1').fill('80');
    await expect.poll(() => commandLine.textContent()).toMatch(/-m 96 .*-initrd files\.cpio .*127\.0\.0\.1:18081-:80/);
    await dialog.getByLabel(/Initial file system/).fill('other.cpio');
    await commandLine.getByText('other.cpio does not exist yet.').waitFor();
    await dialog.getByLabel(/Initial file system/).fill('');
    await dialog.getByLabel('Accelerator').selectOption({ label: 'Never KVM (TCG)' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(JSON.parse(text('.unikernel-studio.json')).run).toEqual({
      memoryMiB: 96,
      args: 'one "two three"',
      ports: [{ host: 18081, guest: 80 }],
      accelerator: 'tcg',
    });
  });

  it('another monitor is a target of the menu: the options follow, and no machine is started for it', async () => {
    const { person, text } = await begin({ folder: project });
    await person.answersTrust('Trust');
    const { page } = person;
    await page.getByRole('button', { name: /^Target/ }).click();
    await page.getByRole('menuitemcheckbox', { name: /Firecracker x86_64/ }).click();
    await page.getByRole('button', { name: /^Target .*Firecracker x86_64/ }).waitFor();
    expect(text('.config')).toContain('CONFIG_KVM_VMM_FIRECRACKER=y');
    const run = page.getByRole('toolbar', { name: 'Project' }).getByRole('button', { name: 'Run' });
    await expect.poll(() => run.getAttribute('aria-disabled')).toBe('true');
  });
});
