/**
 * Files as the Kconfig engine asks for them: synchronously, as binary strings, from one or more root folders. Far
 * faster than `readFile` for the thousands of small files of a large tree: one buffer serves them all.
 */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** One char for each byte. */
export type BinaryText = string;

export const toBinary = (text: string): BinaryText => Buffer.from(text, 'utf8').toString('latin1');
export const fromBinary = (text: BinaryText): string => Buffer.from(text, 'latin1').toString('utf8');
const bytesOf = (name: BinaryText): Buffer => Buffer.from(name, 'latin1');
/** Names in ASCII are the same as texts and as bytes; the text is the cheaper way. */
const pathOf = (name: BinaryText): BinaryText | Buffer => (/[\x80-\xff]/.test(name) ? bytesOf(name) : name);

/** Larger files are taken for not being there: no Kconfig is. */
const MAX_BYTES = 256 << 20;

/** Files are read into large pieces of memory, one after the other: thousands of small buffers would cost as much as reading. */
const PIECE = 1 << 20;
let piece = Buffer.allocUnsafeSlow(PIECE);
let used = 0;

/** A regular file; undefined where there is none that can be read. Never waits at a pipe or a device. */
export function readBytes(name: BinaryText): Buffer | undefined {
  if (name === '' || name.includes('\0')) return undefined;
  let file: number;
  try {
    file = openSync(pathOf(name), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile() || status.size > MAX_BYTES) return undefined;
    // Files of the kernel say that they are empty, and are not.
    if (status.size === 0) return readToEnd(file);
    if (status.size > piece.length - used) {
      piece = Buffer.allocUnsafeSlow(Math.max(status.size, PIECE));
      used = 0;
    }
    let length = 0;
    while (length < status.size) {
      const count = readSync(file, piece, used + length, status.size - length, null);
      if (count === 0) break;
      length += count;
    }
    const bytes = piece.subarray(used, used + length);
    used += length;
    return bytes;
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

function readToEnd(file: number): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let length = 0; length <= MAX_BYTES; ) {
    const part = Buffer.allocUnsafe(1 << 16);
    const count = readSync(file, part, 0, part.length, null);
    if (count === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, count));
    length += count;
  }
  return undefined;
}

/** Text of a regular file, likewise. */
export function readBinary(name: BinaryText): BinaryText | undefined {
  return readBytes(name)?.toString('latin1');
}

/** The file system as `unikraft-shell.ts` needs it. */
export const fileAccess = {
  isFile: (path: BinaryText): boolean => statusOf(path)?.isFile() ?? false,
  isFolder: (path: BinaryText): boolean => statusOf(path)?.isDirectory() ?? false,
  list(folder: BinaryText): readonly BinaryText[] {
    try {
      return readdirSync(bytesOf(folder), { encoding: 'latin1' }).sort();
    } catch {
      return [];
    }
  },
  realPath(path: BinaryText): BinaryText | undefined {
    try {
      return realpathSync(bytesOf(path), { encoding: 'latin1' });
    } catch {
      return undefined;
    }
  },
};

function statusOf(path: BinaryText) {
  try {
    return path === '' ? undefined : statSync(bytesOf(path), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Looks names up in each root in turn, as `conf` does in the working folder and then in $srctree. */
export class KconfigFiles {
  private readonly roots: readonly BinaryText[];
  /** Real paths of all files that were read or missed: what to watch. */
  readonly asked = new Set<BinaryText>();
  /** Where each name that was read was found. */
  readonly found = new Map<BinaryText, BinaryText>();

  constructor(roots: readonly string[]) {
    this.roots = roots.map(toBinary);
  }

  read(name: BinaryText): Uint8Array | undefined {
    for (const path of this.candidates(name)) {
      this.asked.add(path);
      const bytes = readBytes(path);
      if (!bytes) continue;
      this.found.set(name, path);
      return bytes;
    }
    return undefined;
  }

  /** Names that match, in byte order, relative to their root where the pattern is. */
  glob(pattern: BinaryText): readonly BinaryText[] {
    if (isAbsolute(pattern)) return globFiles('', pattern);
    for (const root of this.roots) {
      const found = globFiles(`${root}/`, pattern);
      if (found.length > 0) return found;
    }
    return [];
  }

  private candidates(name: BinaryText): readonly BinaryText[] {
    return isAbsolute(name) ? [name] : this.roots.map((root) => join(root, name));
  }
}

/** As glob(3) without flags: `*`, `?`, `[…]`; a leading dot has to be written out. */
function globFiles(root: BinaryText, pattern: BinaryText): readonly BinaryText[] {
  const parts = pattern.split('/');
  let found = [''];
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    const next: BinaryText[] = [];
    for (const prefix of found) {
      if (!/[*?[\\]/.test(part)) {
        const path = `${prefix}${part}`;
        if (!last) next.push(`${path}/`);
        else if (statusOf(`${root}${path}`)) next.push(path);
        continue;
      }
      const matches = globPattern(part);
      for (const name of fileAccess.list(`${root}${prefix}` || '.')) {
        if (name.startsWith('.') && !part.startsWith('.')) continue;
        if (!matches.test(name)) continue;
        if (last) next.push(`${prefix}${name}`);
        else if (fileAccess.isFolder(`${root}${prefix}${name}`)) next.push(`${prefix}${name}/`);
      }
    }
    found = next;
  }
  return found.sort();
}

function globPattern(part: string): RegExp {
  let source = '';
  for (let i = 0; i < part.length; i++) {
    const c = part[i]!;
    const close = c === '[' ? part.indexOf(']', i + (part[i + 1] === '!' || part[i + 1] === '^' ? 3 : 2)) : -1;
    if (c === '*') source += source.endsWith('.*') ? '' : '.*';
    else if (c === '?') source += '.';
    else if (close > 0) {
      const inside = part.slice(i + 1, close).replace(/[\\\]^[]/g, '\\$&');
      source += `[${inside.replace(/^(?:!|\\\^)/, '^')}]`;
      i = close;
    } else {
      const literal = c === '\\' && i + 1 < part.length ? part[++i]! : c;
      source += literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    }
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    // A range upside down such as [z-a]: it matches nothing.
    return /(?!)/;
  }
}
