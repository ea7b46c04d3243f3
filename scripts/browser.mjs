// The browser that benchmarks and screenshots drive: Chromium from the system.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of an installed Chromium: `CHROMIUM`, or one of the usual places. */
export function chromiumPath() {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = places.find((path) => path && existsSync(path));
  if (!found) throw new Error('No Chromium was found: set CHROMIUM to its path.');
  return found;
}

export function launchBrowser() {
  return chromium.launch({ executablePath: chromiumPath(), args: flags });
}
