// From the start of the browser host to a window that can be used, beside the same browser and an almost empty page;
// and the script that has to arrive before the first paint.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../browser.mjs';
import { root } from '../setup.mjs';
import { startHost } from './host-client.mjs';
import { inTurn, line } from './measure.mjs';

const anchorServer = `
import { createServer } from 'node:http';
const server = createServer((_, answer) => answer.end('<!doctype html><title>t</title><button>Go</button>'));
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'));
`;

/** Waits, looking at every frame, for a button with this text that can be pressed. */
function usable(page, text) {
  const pressable = (wanted) =>
    [...document.querySelectorAll('button')].some((button) => button.textContent.includes(wanted) && !button.disabled);
  return page.waitForFunction(pressable, text, { polling: 'raf' });
}

async function emptyPage(browser) {
  const started = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '-e', anchorServer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(chunk.toString().trim())));
  const page = await browser.newPage();
  await page.goto(url);
  await usable(page, 'Go');
  const ms = performance.now() - started;
  await page.close();
  child.kill();
  return ms;
}

async function studio(browser) {
  const started = performance.now();
  const host = await startHost();
  const page = await browser.newPage();
  await page.goto(host.url);
  await usable(page, 'Boot your first unikernel');
  const ms = performance.now() - started;
  await page.close();
  await host.stop();
  return ms;
}

export async function run() {
  const browser = await launchBrowser();
  try {
    // Once for the caches of the disk.
    await studio(browser);
    const { subject, anchor } = await inTurn(
      5,
      () => studio(browser),
      () => emptyPage(browser),
    );
    line('start of the host → usable window', {
      figure: `${(subject / 1000).toFixed(2)} s`,
      anchor: `an empty page, ${(anchor / 1000).toFixed(2)} s`,
      ratio: subject / anchor,
      budget: '≤ 1.5 s',
      holds: subject <= 1500,
    });
  } finally {
    await browser.close();
  }
  firstPaint();
}

/** What index.html names is what the browser loads before it paints; everything else is asked for later. */
function firstPaint() {
  const folder = join(root, 'dist/renderer');
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map((match) => match[1]);
  const size = (path) => gzipSync(readFileSync(join(folder, path))).length;
  const before = named.reduce((sum, path) => sum + size(path), 0);
  const all = readdirSync(join(folder, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .reduce((sum, name) => sum + size(join('assets', name)), 0);
  line('script before the first paint, gzip', {
    figure: `${(before / 1000).toFixed(0)} kB`,
    anchor: `all scripts, ${(all / 1000).toFixed(0)} kB`,
    ratio: before / all,
    budget: '≤ 300 kB',
    holds: before <= 300_000,
  });
}
