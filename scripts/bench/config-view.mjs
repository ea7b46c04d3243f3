// The Config view in the real browser on Linux 6.1's tree (`LINUX_ROOT`, or Debian's linux-source-6.1): opening, a key in
// the search box, a toggle, scrolling, and the memory of the page, beside a page that only counts frames.
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { launchBrowser } from '../browser.mjs';
import { linuxTree } from '../test-kconfig-linux.mjs';
import { connect, startHost } from './host-client.mjs';
import { line, median } from './measure.mjs';

/** Only what the options are made of: the tree itself stays as it is, and nobody watches 78,000 files. */
function copyOptions(tree) {
  const folder = mkdtempSync(join(tmpdir(), 'linux-options-'));
  for (const part of ['include', 'tools']) mkdirSync(join(folder, part), { recursive: true });
  cpSync(tree, folder, {
    recursive: true,
    filter: (path) =>
      lstatSync(path).isDirectory() || /^Kconfig/.test(basename(path)) || path.startsWith(join(tree, 'scripts')),
  });
  return folder;
}

/** What the page measures of itself: the time from a key to the picture that shows what it did. */
const inPage = () => {
  const nextFrame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
  window.studioBench = {
    /** Ms from the next key press to the frame after `what` has changed, and how many frames that took. */
    afterKey(what) {
      return new Promise((resolve) => {
        window.addEventListener(
          'keydown',
          (event) => {
            const start = event.timeStamp;
            let frames = 0;
            const before = what();
            const look = () => {
              frames++;
              if (what() === before && frames < 600) requestAnimationFrame(look);
              else resolve({ ms: performance.now() - start, frames });
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
      });
    },
    /** Ms between frames while `step` is called once in each. */
    async frames(count, step) {
      const gaps = [];
      let last = await nextFrame();
      for (let at = 0; at < count; at++) {
        step(at);
        const now = await nextFrame();
        gaps.push(now - last);
        last = now;
      }
      return gaps;
    },
  };
};

async function key(page, press, what) {
  const measured = page.evaluate(`window.studioBench.afterKey(${what})`);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  await page.keyboard.press(press);
  return measured;
}

const lateOf = (gaps, idle) => gaps.filter((gap) => gap > idle * 1.6).length;

/** In the page. */
function scrollPlainText() {
  const box = document.createElement('div');
  box.style.cssText = 'height: 800px; overflow: auto; font: 13px/24px sans-serif';
  for (let row = 0; row < 2000; row++)
    box.append(Object.assign(document.createElement('div'), { textContent: `Row ${row}` }));
  document.body.append(box);
  return window.studioBench.frames(300, (at) => {
    box.scrollTop = (at % 150) * 240;
  });
}

async function command(page, words) {
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type(words);
  await page
    .getByRole('option', { name: new RegExp(words) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
}

/** Ids of the processes that draw pages. */
async function pageProcesses(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Memory that belongs to the page's process alone, in MB. */
function pageMemory(processes) {
  const sizes = processes.map(
    (id) => Number(readFileSync(`/proc/${id}/status`, 'utf8').match(/RssAnon:\s+(\d+)/)?.[1] ?? 0) * 1024,
  );
  return Math.max(0, ...sizes) / 1e6;
}

/** Processor time of a process so far, ms in steps of 10: what stays the same when others use the computer. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export async function run() {
  const tree = linuxTree();
  if (!tree) return;
  const folder = copyOptions(tree);
  const host = await startHost();
  const browser = await launchBrowser();
  try {
    const link = await connect(host.url);
    const project = await link.call('project.open', folder);
    await link.call('project.trust', { projectId: project.id, decision: 'trusted' });
    const [source] = await link.call('config.sources', project.id);
    if (!source) throw new Error('The tree of Linux was not found to have options.');
    const config = await link.call('config.open', { projectId: project.id, source: source.id });
    const wire = await link.call('config.tree', config);
    await link.call('state.set', { key: 'window:project', value: JSON.stringify({ root: folder }) });

    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const empty = await browser.newPage();
    await empty.goto('about:blank');
    await empty.evaluate(inPage);
    const idle = median(await empty.evaluate(() => window.studioBench.frames(60, () => undefined)));
    // What the computer itself makes late: plain text that is scrolled in the same way.
    const plainLate = lateOf(await empty.evaluate(scrollPlainText), idle);
    await empty.close();
    await page.goto(host.url);
    const tab = page.getByRole('tab', { name: 'Config', exact: true });
    await tab.waitFor();
    await page.waitForTimeout(1500);
    await page.evaluate(inPage);

    const inspector = await page.context().newCDPSession(page);
    await inspector.send('Performance.enable', { timeDomain: 'threadTicks' });
    const pageMs = async () => {
      const { metrics } = await inspector.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    };
    /** What `work` cost the page's main thread and the host, divided by `times`; others on the computer don't count. */
    const counted = async (times, work) => {
      const before = [await pageMs(), cpuMs(host.pid)];
      await work();
      const [ours, theirs] = [(await pageMs()) - before[0], cpuMs(host.pid) - before[1]];
      return `CPU each: page ${(ours / times).toFixed(1)}, host ${(theirs / times).toFixed(1)} ms`;
    };
    let opened = 0;
    const openCost = await counted(1, async () => {
      opened = await page.evaluate(async () => {
        const start = performance.now();
        document.querySelector('[role=tab][aria-label=Config]').click();
        const rows = () => document.querySelectorAll('.options-tree [role=treeitem]').length;
        while (rows() === 0) await new Promise((done) => requestAnimationFrame(done));
        return performance.now() - start;
      });
    });
    line(`Linux ${wire.options.id.length} options: press on Config → tree`, {
      figure: `${opened.toFixed(0)} ms`,
      anchor: openCost,
      ratio: opened / idle,
      budget: '≤ 1000 ms',
      holds: opened <= 1000,
    });

    await page.getByRole('searchbox', { name: 'Search options' }).focus();
    const keys = [];
    const letters = [...'network', ...Array(4).fill('Backspace'), ...'fil'];
    // The number of hits may stay as it was; what is marked in them does not.
    const shown = `() => [...document.querySelectorAll('.search-field__found, .options-tree .found')]
      .map((part) => part.textContent).join()`;
    const keyCost = await counted(letters.length, async () => {
      for (const letter of letters) keys.push((await key(page, letter, shown)).ms);
    });
    line('a key in the search box → hits painted', {
      figure: `${median(keys).toFixed(0)} ms`,
      anchor: `longest ${Math.max(...keys).toFixed(0)} ms; ${keyCost}`,
      ratio: median(keys) / idle,
      budget: '≤ 50 ms',
      holds: median(keys) <= 50,
    });
    await page.keyboard.press('Escape');

    await command(page, 'Open all menus');
    await page.getByRole('tree', { name: 'Options' }).focus();
    await page.keyboard.press('Home');
    let gaps = [];
    const scrollCost = await counted(300, async () => {
      gaps = await page.evaluate(() => {
        const box = document.querySelector('.options-tree');
        return window.studioBench.frames(300, (at) => {
          box.scrollTop = (at % 150) * 240;
        });
      });
    });
    const late = lateOf(gaps, idle);
    line('scrolling all rows, 240 px a frame', {
      figure: `${median(gaps).toFixed(1)} ms`,
      anchor: `${late} of 300 late, of plain text ${plainLate}; ${scrollCost}`,
      ratio: median(gaps) / idle,
      budget: 'no more late than plain text',
      holds: late <= plainLate,
    });

    await page.keyboard.press('/');
    await page.keyboard.type('Networking support');
    await page.waitForFunction(() => / of /.test(document.querySelector('.search-field__found').textContent));
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Networking support', exact: true }).waitFor();
    const toggles = [];
    const selected = `() => document.querySelector('.options-tree [aria-selected=true]')?.getAttribute('aria-checked')`;
    const toggleCost = await counted(12, async () => {
      for (let times = 0; times < 12; times++) toggles.push(await key(page, 'Space', selected));
    });
    line('NET toggled → painted', {
      figure: `${median(toggles.map(({ ms }) => ms)).toFixed(0)} ms`,
      anchor: `${median(toggles.map(({ frames }) => frames))} frames; ${toggleCost}`,
      ratio: median(toggles.map(({ ms }) => ms)) / idle,
      budget: 'the next frame',
      holds: median(toggles.map(({ frames }) => frames)) <= 1,
    });

    // What the garbage collector has not come to yet depends on how busy the computer is: both are told.
    const uncollected = pageMemory(await pageProcesses(browser));
    await inspector.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(1000);
    const memory = pageMemory(await pageProcesses(browser));
    line('memory of the page', {
      figure: `${memory.toFixed(0)} MB`,
      anchor: `its process; ${uncollected.toFixed(0)} MB with what is not collected yet`,
      ratio: null,
      budget: '≤ 250 MB',
      holds: memory <= 250,
    });
    link.close();
  } finally {
    await browser.close();
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
