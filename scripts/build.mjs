// Builds everything into dist/: the host's entries and workers (ES modules for Node), the preload (CommonJS, as the
// sandbox demands), and the window. `--watch` goes on and rebuilds what changes.
import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { markBuilt, root } from './setup.mjs';

/** Stay outside the bundle: native modules, and electron itself. ws looks for two optional native helpers. */
const external = ['electron', 'node-pty', '@parcel/watcher', 'bufferutil', 'utf-8-validate'];
const isExternal = (id) =>
  id.startsWith('node:') ||
  builtinModules.includes(id) ||
  external.some((name) => id === name || id.startsWith(`${name}/`));

/** A file named `*-worker.ts` below services is the entry of a worker thread: dist/electron/<name>.js. */
function workers(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return workers(path);
    return entry.name.endsWith('-worker.ts') ? [path] : [];
  });
}

function hostBuild(entries, format, extension, emptyOutDir, watch) {
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    resolve: { conditions: ['node', 'import', 'default'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(root, 'dist/electron'),
      emptyOutDir,
      minify: false,
      sourcemap: true,
      watch: watch ? {} : null,
      rollupOptions: {
        input: Object.fromEntries(entries.map((path) => [basename(path, '.ts'), path])),
        external: isExternal,
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name]-[hash].${extension}` },
      },
    },
  });
}

export async function buildHost({ watch = false } = {}) {
  const entry = (name) => join(root, 'electron', name);
  await hostBuild(
    [entry('main.ts'), entry('web.ts'), entry('cli.ts'), ...workers(entry('services'))],
    'es',
    'js',
    !watch,
    watch,
  );
  await hostBuild([entry('preload.ts')], 'cjs', 'cjs', false, watch);
}

export async function buildWindow({ watch = false } = {}) {
  await build({
    root: join(root, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: ['chrome120', 'firefox128', 'safari17'],
      outDir: join(root, 'dist/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      // The page's policy allows no data: URLs for fonts.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 6000,
      reportCompressedSize: false,
      watch: watch ? {} : null,
    },
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const watch = process.argv.includes('--watch');
  const only = process.argv.find((word) => word === 'host' || word === 'window');
  if (only !== 'window') await buildHost({ watch });
  if (only !== 'host') await buildWindow({ watch });
  if (!only && !watch) markBuilt();
}
