/** Starts the built browser host with a home of its own, opens it in a real Chromium, and ends both without a trace. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { beforeEach } from 'vitest';
import { launchBrowser } from '../../scripts/browser.mjs';
import { PATIENCE_MS } from '../patience.ts';
import { reportFailure } from './failure-report.ts';

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

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  /** The window begins with this folder, as a browser tab that had it open before; else with what the host remembers. */
  readonly project?: string;
}

export interface StudioUnderTest {
  readonly home: string;
  readonly browser: Browser;
  host: Host;
  page: Page;
  context: BrowserContext;
  /** A new window of the running host, in a fresh browser profile. */
  openPage(options?: WindowOptions): Promise<Page>;
  /** Messages of the page's console that are errors, and uncaught exceptions. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Keeps what there is to know about the window whenever a test of this file fails. */
export function keepPictures(studio: () => StudioUnderTest | undefined): void {
  beforeEach((context) => {
    context.onTestFailed(async () => {
      const shown = studio();
      if (shown) await reportFailure(shown, context.task.name);
    });
  });
}

/** How many times slower than it is the browser shall be: `E2E_SLOWDOWN=6 npm test -- e2e`. */
const slowdown = Number(process.env.E2E_SLOWDOWN ?? 1);

/** What one test's studio found out of this computer's KVM, which takes seconds where it does not work, for the next one's. */
const kvmKnown = join(root, '.cache', 'kvm.json');
const kvmRecord = (home: string) => join(home, '.studio', 'cache', 'kvm.json');

async function keepKvm(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  // The first one finds nothing.
  await copyFile(from, to).catch(() => undefined);
}

/** Without a browser of the caller's it launches and closes its own, and opens a window. */
export async function startStudio(
  options: { env?: Record<string, string>; browser?: Browser } = {},
): Promise<StudioUnderTest> {
  const home = await mkdtemp(join(tmpdir(), 'studio-e2e-'));
  await keepKvm(kvmKnown, kvmRecord(home));
  const host = await startHost(home, options.env);
  const browser = options.browser ?? (await launchBrowser());
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const studio: StudioUnderTest = {
    home,
    host,
    browser,
    complaints,
    context: undefined as unknown as BrowserContext,
    page: undefined as unknown as Page,
    async openPage({ width = 1440, height = 900, project } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: 'dark',
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE_MS);
      await context.tracing.start({ snapshots: true });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      if (project !== undefined)
        await page.addInitScript((root) => {
          if (sessionStorage.getItem('window:project') === null) sessionStorage.setItem('window:project', root);
        }, project);
      if (slowdown > 1)
        await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      Object.assign(studio, { context, page });
      await page.goto(studio.host.url);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      if (!options.browser) await browser.close();
      if (studio.host.process.exitCode === null && studio.host.process.signalCode === null) await studio.host.stop();
      await keepKvm(kvmRecord(home), kvmKnown);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  if (!options.browser) await studio.openPage();
  return studio;
}
