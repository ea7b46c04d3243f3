import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Scene, testBeginnings } from './begin-test.ts';

const MANIFEST = `[package]
name = "app" # mine
version = "0.1.0"
edition = "2021"

[target.'cfg(target_os = "hermit")'.dependencies]
hermit = { path = "hermit", default-features = false, features = ["loader", "tcp"] }
`;
/** As the kernel documents its features. */
const CRATE = `[package]
name = "hermit"
version = "0.13.2"

[features]
default = []
#! ### Boot
## Started by the loader.
loader = []
#! ### Network
## Connections.
tcp = ["net"]
net = []
## Drives the card of a virtual machine.
virtio-net = ["net"]
`;

/** Cargo's features, variables and command line: all of one project's options, none of it needs a Rust. */
describe('the options of a Hermit project', () => {
  const begin = testBeginnings();

  async function opensConfig(): Promise<Scene> {
    const scene = await begin({
      folder(home) {
        const root = join(home, 'work', 'hermit app');
        for (const [path, text] of [
          ['Cargo.toml', MANIFEST],
          ['src/main.rs', 'fn main() {}\n'],
          ['hermit/Cargo.toml', CRATE],
          ['hermit/src/lib.rs', ''],
        ] as const) {
          mkdirSync(join(root, path, '..'), { recursive: true });
          writeFileSync(join(root, path), text);
        }
        return root;
      },
    });
    await scene.person.answersTrust('Trust');
    await scene.person.activity('Config').click();
    return scene;
  }

  it('are features in their groups, variables and the command line in one tree, and saved where each belongs', async () => {
    const { person, text } = await opensConfig();
    const { page } = person;
    const tree = page.getByRole('tree', { name: 'Options' });
    const details = page.getByRole('region', { name: 'Option details' });
    const search = page.getByRole('searchbox', { name: 'Search options' });
    const finds = async (name: string) => {
      await search.fill(name);
      const row = tree.getByRole('treeitem', { name, exact: true });
      await row.click();
      await details.getByRole('heading', { name, level: 2 }).waitFor();
      return row;
    };

    const driver = await finds('virtio-net');
    await details.getByText('Drives the card of a virtual machine.').waitFor();
    // What it means for the machine is said where it is turned on.
    await details.getByText(/adds the network card/).waitFor();
    await tree.focus();
    await person.press('y');
    await driver.and(page.locator('[aria-checked=true]')).waitFor();

    await finds('HERMIT_MTU');
    const value = details.getByRole('textbox', { name: 'Value' });
    await value.fill('large');
    await person.press('Enter');
    await details.getByText(/is a number, not/).waitFor();
    await value.fill('9000');
    await person.press('Enter');
    await page.getByRole('status', { name: 'Unsaved changes' }).filter({ hasText: '2 changes' }).waitFor();
    await tree.focus();
    await person.press('Control+s');
    await expect
      .poll(() => text('Cargo.toml'))
      .toBe(
        `${MANIFEST.replace('"tcp"]', '"tcp", "virtio-net"]')}\n[package.metadata.hermit.env]\nHERMIT_MTU = "9000"\n`,
      );
    await tree.focus();
    await person.press('Control+z', 'Control+z', 'Control+s');
    await expect.poll(() => text('Cargo.toml')).toBe(MANIFEST);
  });

  it('the monitor is chosen with how the machine is started: the command line follows, and the project says it', async () => {
    const { person, text } = await opensConfig();
    const { page } = person;
    await page.getByRole('button', { name: /^Target/ }).click();
    await page.getByRole('menuitem', { name: /Run settings/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Run settings' });
    const commandLine = dialog.getByRole('region', { name: 'Command line' });
    await expect.poll(() => commandLine.textContent()).toContain('qemu-system-x86_64');
    await dialog.getByLabel('Monitor').selectOption('uhyve');
    await expect.poll(() => commandLine.textContent()).toMatch(/uhyve -m \d+MiB -c 1 -- target\//);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(JSON.parse(text('.unikernel-studio.json')).run).toEqual({ monitor: 'uhyve' });
  });
});
