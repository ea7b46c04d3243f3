/** Finds the files of the built window: only regular files below its folder, with their types and how long they keep. */

import type { FileHandle } from 'node:fs/promises';
import { open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Made smaller ahead of time by the build, best first. */
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
];

export interface RendererFile {
  /** To be closed by whoever asked. */
  readonly handle: FileHandle;
  readonly size: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Names this version of the file. */
  readonly etag: string;
}

/**
 * @param urlPath the path of a URL as it was sent, e.g. `/assets/main-3f2a.js`; `/` is the window itself.
 * @param accepted value of `Accept-Encoding`.
 * @returns null where there is no such file of the window, whatever else may lie at that path.
 */
export async function openRendererFile(folder: string, urlPath: string, accepted = ''): Promise<RendererFile | null> {
  const relative = plainPath(urlPath);
  if (relative === null) return null;
  const type = types[extname(relative)] ?? 'application/octet-stream';
  const wanted = encodings.filter(({ name }) => accepted.split(/[\s,;]+/).includes(name));
  for (const { name, suffix } of [...wanted, { name: '', suffix: '' }]) {
    const found = await openInside(folder, relative + suffix);
    if (!found) continue;
    const headers = {
      'Content-Type': type,
      'Content-Length': String(found.size),
      // The build puts a hash of the content into every name below `assets`.
      'Cache-Control': relative.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(name ? { 'Content-Encoding': name } : {}),
    };
    return { ...found, headers };
  }
  return null;
}

function plainPath(urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  if (!path.startsWith('/') || /[\0\\:]/.test(path)) return null;
  const relative = path === '/' ? 'index.html' : path.slice(1);
  return relative.split('/').every((part) => part !== '' && !part.startsWith('.')) ? relative : null;
}

async function openInside(
  folder: string,
  relative: string,
): Promise<Pick<RendererFile, 'handle' | 'size' | 'etag'> | null> {
  let handle: FileHandle | undefined;
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, relative));
    if (!path.startsWith(root + sep)) return null;
    handle = await open(path, 'r');
    const { size, mtimeMs, isFile } = await handle.stat().then((stat) => ({
      size: stat.size,
      mtimeMs: stat.mtimeMs,
      isFile: stat.isFile(),
    }));
    if (isFile) return { handle, size, etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"` };
  } catch {
    // Not there, or not readable: for a window that is the same.
  }
  await handle?.close();
  return null;
}
