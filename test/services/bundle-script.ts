/** Bundles a TypeScript program to one file that plain Node runs, for tests that kill a host. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @returns the path of the bundle in `folder`; packages stay outside and are found from the repository. */
export async function bundleScript(entry: string, folder: string): Promise<string> {
  const core = fileURLToPath(new URL('../../electron/core', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '#core': core } },
    ssr: { noExternal: true, external: ['node-pty', '@parcel/watcher'] },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'bundle.mjs', format: 'esm' } },
    },
  });
  return join(folder, 'bundle.mjs');
}
