/** Runs the studio for browsers from start to end: services, server, one printed line, and a quick end on a signal. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import { openInBrowser } from '../../services/process/open-in-browser.ts';
import { studioPaths } from '../../services/settings/studio-paths.ts';
import { createStudio } from '../../services/studio.ts';
import { createBugLog } from '../window/bug-log.ts';
import { parseServeArguments, type ServeArguments } from './serve-arguments.ts';
import { startWebHost } from './web-host.ts';

export interface ServeOptions {
  /** Arguments after the command, e.g. `['--port', '4600']`. */
  readonly words: readonly string[];
  /** The product's own folder, which holds `dist` and `resources`. */
  readonly root: URL;
  readonly version: string;
}

/** How long the services may take to end, in ms; what is left after that ends with the process. */
const DISPOSE_WITHIN_MS = 1000;

/** @returns the exit status: 0 after a signal, 1 when it could not start, 2 after a wrong command line. */
export async function serve(options: ServeOptions): Promise<number> {
  const args = parseServeArguments(options.words);
  if (!args.ok) return complain(2, args.error);
  try {
    return await serveUntilStopped(options, args.value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return complain(1, { message: `The studio could not start: ${reason}` });
  }
}

async function serveUntilStopped({ root, version }: ServeOptions, args: ServeArguments): Promise<number> {
  const stop = stopSignal();
  const paths = studioPaths();
  const reportBug = createBugLog(join(paths.data, 'studio.log'));
  process.on('uncaughtException', (error) => reportBug('uncaught', error));
  process.on('unhandledRejection', (error) => reportBug('unhandled', error));

  const resources = fileURLToPath(new URL('resources/', root));
  const studio = await createStudio({ paths, resources, version, host: 'web' });
  const handlers: Handlers = {
    ...studio.handlers,
    'places.pick': async () => fail('not-available', 'A browser cannot show the folder dialog of this computer.'),
  };
  const rendererDir = fileURLToPath(new URL('dist/renderer/', root));
  const host = await startWebHost({ handlers, rendererDir, port: args.port, reportBug });
  if (!host.ok) {
    await studio.dispose();
    return complain(1, host.error);
  }
  process.stdout.write(`${host.value.url}\n`);
  if (args.open) openInBrowser(host.value.ticketUrl());
  await stop;
  await Promise.race([Promise.all([host.value.close(), studio.dispose()]), after(DISPOSE_WITHIN_MS)]);
  return 0;
}

/** Resolves on the first request to stop. More of them change nothing: a terminal and npm may both send one. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

function complain(status: number, failure: { readonly message: string; readonly hint?: string }): number {
  process.stderr.write(`${failure.message}\n${failure.hint ? `${failure.hint}\n` : ''}`);
  return status;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
