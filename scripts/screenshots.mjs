// `npm run screenshots`: drives the built program through every screen, with a real project, build and machine, and
// writes PNGs to resources/screenshots; `-- --sizes` writes those of three window sizes to dist/screenshots instead.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, startHost } from './bench/host-client.mjs';
import { launchBrowser } from './browser.mjs';
import { ensureBuild, ensurePackages, root, withSetup } from './setup.mjs';

const all = process.argv.includes('--sizes');
const sizes = [
  ['', 1440, 900],
  ...(all
    ? [
        ['-small', 1280, 800],
        ['-large', 1920, 1080],
      ]
    : []),
];
const folder = join(root, all ? 'dist/screenshots' : 'resources/screenshots');

const crash = `#include <bare.h>

struct clock {
    int hours;
    int minutes;
};

static void wind(struct clock *clock)
{
    clock->minutes = 30;
}

int main(void)
{
    print("The clock is wound.\\n");
    wind(0);
    return 0;
}
`;

const mistake = `#include <bare.h>

static int square(int x)
{
    return x * x;
}

int main(void)
{
    int sum = 0;

    for (int i = 0; i < 10; i++)
        sum += squared(i);
    print("%d\\n", sum);
    return 0;
}
`;

class Tour {
  constructor(page, link) {
    this.page = page;
    this.link = link;
  }

  button(name) {
    return this.page.getByRole('button', { name });
  }

  async key(keys) {
    await this.page.keyboard.press(keys);
  }

  async state(name, text) {
    await this.page.getByRole('status', { name }).filter({ hasText: text }).waitFor({ timeout: 60_000 });
  }

  /** Every theme and size of what the window shows now. */
  async shoot(name) {
    for (const [theme, word] of [
      ['dark', 'dark'],
      ['light', 'light'],
      ['high-contrast', 'hc'],
    ]) {
      await this.link.call('settings.set', { theme });
      await this.page.locator(`html[data-theme="${word}"]`).waitFor();
      for (const [suffix, width, height] of sizes) {
        await this.page.setViewportSize({ width, height });
        await this.page.waitForTimeout(350);
        await this.page.screenshot({ path: join(folder, `${name}-${word}${suffix}.png`), animations: 'disabled' });
      }
    }
    await this.page.setViewportSize({ width: 1440, height: 900 });
    console.log(name);
  }

  async openFile(path) {
    await this.key('Control+p');
    await this.page.keyboard.type(path);
    await this.page
      .getByRole('option', { name: /main\.c/ })
      .first()
      .waitFor();
    await this.key('Enter');
    await this.page.waitForTimeout(500);
  }

  /** Runs the first command whose title contains these words. */
  async command(words) {
    await this.key('Control+Shift+P');
    await this.page.keyboard.type(words);
    await this.page
      .getByRole('option', { name: new RegExp(words, 'i') })
      .first()
      .waitFor();
    await this.key('Enter');
    await this.page.waitForTimeout(500);
  }

  async closeToasts() {
    for (const button of await this.page.getByRole('button', { name: 'Dismiss' }).all())
      await button.click().catch(() => {});
  }

  /** Puts a text in the place of the project's program; the editor takes it over. */
  async program(root, text) {
    writeFileSync(join(root, 'src/main.c'), text);
    await this.page.waitForTimeout(800);
  }
}

await withSetup(async () => {
  ensurePackages();
  ensureBuild();
  mkdirSync(folder, { recursive: true });
  const host = await startHost();
  const browser = await launchBrowser();
  try {
    const link = await connect(host.url);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    await page.goto(host.url);
    const tour = new Tour(page, link);
    await tour.button('Boot your first unikernel').waitFor();
    await page.waitForTimeout(1500);
    await tour.shoot('welcome-first-start');

    await tour.button('New project').click();
    await page.getByRole('dialog', { name: 'New project' }).waitFor();
    await tour.shoot('wizard');
    await tour.key('Escape');

    await tour.button('Boot your first unikernel').click();
    await tour.state('Machine state', /Exited 0/);
    await tour.shoot('serial');

    const project = join(host.home, 'Unikernels', 'first-boot');
    const good = readFileSync(join(project, 'src/main.c'), 'utf8');
    await tour.program(project, mistake);
    await tour.key('Control+Shift+B');
    await tour.state('Build state', /Failed/);
    await page.getByRole('tablist', { name: 'Panel' }).getByRole('tab', { name: /Build/ }).click();
    await tour.shoot('build-failed');
    await page
      .getByRole('tablist', { name: 'Panel' })
      .getByRole('tab', { name: /Problems/ })
      .click();
    await page
      .getByRole('list', { name: 'Problems' })
      .getByText(/squared/)
      .first()
      .click();
    await tour.shoot('editor');

    await tour.program(project, crash);
    await tour.key('F5');
    await tour.state('Machine state', /Crashed/);
    await tour.shoot('crashed');

    await tour.program(project, good);
    await tour.openFile('src/main.c');
    await tour.closeToasts();
    // A whole build, so that every step has something to show.
    const { id } = await link.call('project.open', project);
    await link.call('build.start', { projectId: id, goal: 'rebuild' });
    await page.waitForTimeout(300);
    await tour.state('Build state', /Built/);
    await tour.key('Control+Shift+u');
    await tour.shoot('build');

    await tour.key('F5');
    await tour.state('Machine state', /Exited 0/);
    await page.getByRole('tablist', { name: 'Activities' }).getByRole('tab', { name: 'Machines' }).click();
    await tour.command('Image map');
    await tour.closeToasts();
    await tour.shoot('machines');

    await page.getByRole('tablist', { name: 'Activities' }).getByRole('tab', { name: 'Config' }).click();
    const options = page.getByRole('tree', { name: 'Options' });
    await options.getByRole('treeitem', { name: 'Stack size (KiB)' }).click();
    const field = page.getByRole('textbox', { name: 'Value', exact: true });
    await field.fill('128');
    await field.press('Enter');
    await page.getByRole('searchbox', { name: 'Search options' }).fill('heap');
    await options.getByRole('treeitem', { name: 'Count what was never freed' }).click();
    await tour.button('Apply fix').waitFor();
    await tour.closeToasts();
    await tour.shoot('config');
    await options.focus();
    await tour.key('Control+z');

    await page.getByRole('tablist', { name: 'Activities' }).getByRole('tab', { name: 'Doctor' }).click();
    await page.waitForTimeout(1500);
    await tour.shoot('doctor');
  } finally {
    await browser.close();
    await host.stop();
  }
});
