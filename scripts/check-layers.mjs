// Enforces the arrows of ARCHITECTURE.md: who may import whom. Reads import statements only; prints every breach.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A layer may import from itself and from the layers listed; `packages` are the bare imports it may use. */
const layers = [
  { name: 'core/base', path: 'electron/core/base', may: [], packages: [] },
  { name: 'core/contract', path: 'electron/core/contract', may: ['core/base'], packages: ['valibot'] },
  {
    name: 'core/engines',
    path: 'electron/core/engines',
    may: ['core/base', 'core/contract'],
    packages: ['valibot', 'yaml', 'smol-toml'],
  },
  {
    name: 'core/families',
    path: 'electron/core/families',
    may: ['core/base', 'core/contract', 'core/engines'],
    packages: ['valibot', 'yaml', 'smol-toml'],
  },
  {
    name: 'services',
    path: 'electron/services',
    may: ['core/base', 'core/contract', 'core/engines', 'core/families'],
    packages: ['node:', 'valibot', 'node-pty', '@parcel/watcher', 'yaml', 'smol-toml'],
  },
  {
    name: 'hosts/rpc',
    path: 'electron/hosts/rpc',
    may: ['core/base', 'core/contract', 'services'],
    packages: ['node:', 'valibot'],
  },
  {
    name: 'hosts/window',
    path: 'electron/hosts/window',
    may: ['core/base', 'core/contract'],
    packages: ['node:'],
  },
  {
    name: 'hosts/web',
    path: 'electron/hosts/web',
    may: ['core/base', 'core/contract', 'core/families', 'services', 'hosts/rpc', 'hosts/window'],
    packages: ['node:', 'ws', 'valibot'],
  },
  {
    name: 'hosts/cli',
    path: 'electron/hosts/cli',
    may: ['core/base', 'core/contract', 'core/engines', 'core/families', 'services', 'hosts/web'],
    packages: ['node:', 'valibot'],
  },
  {
    name: 'hosts/desktop',
    path: 'electron/hosts/desktop',
    may: ['core/base', 'core/contract', 'core/families', 'services', 'hosts/rpc', 'hosts/window'],
    packages: ['node:', 'electron', 'valibot'],
  },
  {
    name: 'entries',
    path: 'electron',
    may: ['core/base', 'core/contract', 'services', 'hosts/rpc', 'hosts/web', 'hosts/cli', 'hosts/desktop'],
    packages: ['node:', 'electron'],
  },
  {
    name: 'renderer/ui',
    path: 'renderer/ui',
    may: [],
    packages: [
      'react',
      'react-dom',
      'radix-ui',
      'lucide-react',
      '@tanstack/react-virtual',
      'd3-hierarchy',
      'react-resizable-panels',
      '@xterm/',
    ],
  },
  {
    name: 'renderer/rpc',
    path: 'renderer/rpc',
    may: ['core/base', 'core/contract'],
    packages: ['react', 'zustand', 'valibot'],
  },
  {
    name: 'renderer/app',
    path: 'renderer/app',
    may: ['core/base', 'core/contract', 'core/engines', 'renderer/ui', 'renderer/rpc', 'renderer/features'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'valibot',
      'radix-ui',
      'lucide-react',
      'react-resizable-panels',
      '@fontsource/jetbrains-mono',
      '@tanstack/react-virtual',
    ],
  },
  {
    name: 'renderer/features',
    path: 'renderer/features',
    may: ['core/base', 'core/contract', 'core/engines', 'renderer/ui', 'renderer/rpc', 'renderer/app'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'radix-ui',
      'lucide-react',
      'monaco-editor',
      '@xterm/',
      '@tanstack/react-virtual',
      'd3-hierarchy',
      'react-resizable-panels',
    ],
  },
];

const sourceFile = /\.(ts|tsx|mts)$/;
const importPattern =
  /(?:^|[\s;])(?:import|export)\s+(?:type\s+)?(?:[\w$*\s{},]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** Comments hold examples of imports; they are blanked, line breaks kept. */
function withoutComments(text) {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/[^\n]*/g,
    (match, before) => (before ?? '') + match.slice((before ?? '').length).replace(/[^\n]/g, ' '),
  );
}

function layerOf(path) {
  return layers.find((layer) =>
    // The entries are the files directly below electron/, and nothing deeper.
    layer.name === 'entries' ? /^electron\/[^/]+$/.test(path) : path.startsWith(`${layer.path}/`),
  );
}

function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (sourceFile.test(entry.name)) yield path;
  }
}

/**
 * Checks the sources below `root`.
 * @returns one line for each breach, e.g. `electron/core/base/a.ts:3: core/base may not import services (…)`.
 */
export function checkLayers(root) {
  const breaches = [];
  for (const top of ['electron', 'renderer']) {
    let files = [];
    try {
      files = [...walk(join(root, top))];
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    for (const file of files) {
      const path = relative(root, file).replaceAll('\\', '/');
      const layer = layerOf(path);
      if (!layer) {
        if (!/^renderer\/[^/]+$/.test(path)) breaches.push(`${path}:1: belongs to no layer`);
        continue;
      }
      const text = withoutComments(readFileSync(file, 'utf8'));
      for (const match of text.matchAll(importPattern)) {
        const specifier = match[1] ?? match[2];
        const line = text.slice(0, match.index + match[0].indexOf(specifier)).split('\n').length;
        const breach = judge(root, file, path, layer, specifier);
        if (breach) breaches.push(`${path}:${line}: ${breach}`);
      }
    }
  }
  return breaches;
}

function judge(root, file, path, layer, specifier) {
  if (specifier.startsWith('.') || specifier.startsWith('#core/')) {
    const bare = specifier.replace(/\?.*$/, '');
    const target = bare.startsWith('.')
      ? relative(root, resolve(dirname(file), bare)).replaceAll('\\', '/')
      : bare.replace('#core/', 'electron/core/');
    if (target.endsWith('.css') || target.endsWith('.json') || target.endsWith('.svg')) return null;
    const other = layerOf(target);
    if (!other) return `imports ${target}, which belongs to no layer`;
    if (other !== layer && !layer.may.includes(other.name))
      return `${layer.name} may not import ${other.name} (${specifier})`;
    const feature = (name) => name.match(/^renderer\/features\/([^/]+)/)?.[1];
    if (layer.name === 'renderer/features' && other === layer && feature(target) !== feature(path))
      return `features never import each other (${specifier})`;
    const family = (name) => name.match(/^electron\/core\/families\/([^/]+)\//)?.[1];
    if (family(path) && family(target) && family(path) !== family(target))
      return `families never import each other (${specifier})`;
    return null;
  }
  const allowed = layer.packages.some(
    (name) => specifier === name || specifier.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`),
  );
  return allowed ? null : `${layer.name} may not import the package ${specifier}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const breaches = checkLayers(fileURLToPath(new URL('..', import.meta.url)));
  for (const breach of breaches) console.error(breach);
  console.log(breaches.length === 0 ? 'layers: clean' : `layers: ${breaches.length} breaches`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
