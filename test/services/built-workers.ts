/** Builds the worker threads for tests that run the TypeScript sources: Node itself reads JavaScript alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

export interface BuiltWorkers {
  /** As `createStudio({ workers })` wants it. */
  readonly url: URL;
  remove(): void;
}

const source = (path: string) => fileURLToPath(new URL(`../../electron/${path}`, import.meta.url));

export async function buildWorkers(): Promise<BuiltWorkers> {
  const folder = mkdtempSync(join(tmpdir(), 'us workers '));
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '#core': source('core') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: {
          'search-worker': source('services/project/search-worker.ts'),
          'config-worker': source('services/config/config-worker.ts'),
        },
        output: { entryFileNames: '[name].js', format: 'esm' },
      },
    },
  });
  return { url: pathToFileURL(`${folder}/`), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
