/** Reads files as the Kconfig engine needs them: synchronously, and fast for the thousands of small files of a large tree. */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';

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

/** A file that was read, and what the disk said about it just before. */
export interface ReadFile {
  readonly bytes: Buffer;
  readonly status: Stats;
}

/** A regular file; undefined where there is none that can be read. Never waits at a pipe or a device. */
export function readFile(name: BinaryText): ReadFile | undefined {
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
    const bytes = status.size === 0 ? readToEnd(file) : readSize(file, status.size);
    return bytes && { bytes, status };
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

function readSize(file: number, size: number): Buffer {
  if (size > piece.length - used) {
    piece = Buffer.allocUnsafeSlow(Math.max(size, PIECE));
    used = 0;
  }
  let length = 0;
  while (length < size) {
    const count = readSync(file, piece, used + length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  const bytes = piece.subarray(used, used + length);
  used += length;
  return bytes;
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
  return readFile(name)?.bytes.toString('latin1');
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

/** What the disk says about a path, links followed; undefined where nothing is. */
export function statusOf(path: BinaryText): Stats | undefined {
  try {
    return path === '' ? undefined : statSync(pathOf(path), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
