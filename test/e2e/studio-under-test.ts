/** Starts the built browser host with a home of its own, opens it in a real Chromium, and ends both without a trace. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { beforeEach } from 'vitest';
import { launchBrowser } from '../../scripts/browser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Host {
  readonly process: ChildProcess;
  /** With its token. */
  readonly url: string;
  /** Everything it printed so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function startHost(home: string, env: Record<string, string> = {}): Promise<Host> {
  const child = spawn(process.execPath, [join(root, 'dist/electron/web.js'), '--no-open'], {
    cwd: home,
    env: { ...process.env, HOME: home, UNIKERNEL_STUDIO_HOME: join(home, '.studio'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      printed += chunk.toString();
      const match = printed.match(/http:\/\/127\.0\.0\.1:\d+\/\S*/);
      if (match) resolve(match[0]);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', (code) => reject(new Error(`the host ended with ${code}:\n${printed}`)));
  });
  const gone = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    process: child,
    url,
    output: () => printed,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return gone;
    },
  };
}

/** Command lines of live processes that mention `text` or work in a folder whose path has it; hosts and browsers left out. */
export function processesMentioning(text: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return (line.includes(text) || readlinkSync(`/proc/${pid}/cwd`).includes(text)) &&
          !line.includes('dist/electron/web.js') &&
          !line.includes('chromium')
          ? [`${pid} ${line}`]
          : [];
      } catch {
        return [];
      }
    });
}

export interface StudioUnderTest {
  readonly home: string;
  readonly browser: Browser;
  host: Host;
  page: Page;
  context: BrowserContext;
  /** A new window of the running host, in a fresh browser profile unless the context is kept. */
  openPage(options?: { width?: number; height?: number }): Promise<Page>;
  /** Messages of the page's console that are errors, and uncaught exceptions. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Keeps a picture of the window whenever a test of this file fails, in dist/e2e. */
export function keepPictures(studio: () => StudioUnderTest | undefined): void {
  beforeEach((context) => {
    context.onTestFailed(async () => {
      const folder = join(root, 'dist/e2e');
      mkdirSync(folder, { recursive: true });
      const name = context.task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
      await studio()
        ?.page.screenshot({ path: join(folder, `${name}.png`), timeout: 5_000 })
        .catch(() => undefined);
    });
  });
}

export async function startStudio(options: { env?: Record<string, string> } = {}): Promise<StudioUnderTest> {
  const home = await mkdtemp(join(tmpdir(), 'studio-e2e-'));
  const host = await startHost(home, options.env);
  const browser = await launchBrowser();
  const complaints: string[] = [];
  const studio: StudioUnderTest = {
    home,
    host,
    browser,
    complaints,
    context: undefined as unknown as BrowserContext,
    page: undefined as unknown as Page,
    async openPage({ width = 1440, height = 900 } = {}) {
      studio.context = await browser.newContext({
        viewport: { width, height },
        colorScheme: 'dark',
        reducedMotion: 'reduce',
      });
      const page = await studio.context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(studio.host.url);
      studio.page = page;
      return page;
    },
    async close() {
      await browser.close();
      if (studio.host.process.exitCode === null && studio.host.process.signalCode === null) await studio.host.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
  await studio.openPage();
  return studio;
}
