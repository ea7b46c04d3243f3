/**
 * Files as they were read last, for as long as the disk says that they are the same: when one file of a large tree
 * changes, the others need not be read again.
 */
import type { Stats } from 'node:fs';
import { type BinaryText, readFile, statusOf } from './kconfig-files.ts';

interface KeptFile {
  readonly bytes: Buffer;
  readonly size: number;
  readonly changedMs: number;
  readonly modifiedMs: number;
  readonly inode: number;
  readonly device: number;
}

/** Times on a disk are coarse: what has changed just now could change again without looking different. */
const SETTLED_MS = 3_000;
const MAX_FILE_BYTES = 1 << 20;
/** Files share large pieces of memory, of which one kept file keeps the whole; so these are what is counted. */
const MAX_PIECE_BYTES = 64 << 20;

const kept = new Map<BinaryText, KeptFile>();
const pieces = new Set<ArrayBufferLike>();
let pieceBytes = 0;

/** As `readFile`, which see. */
export function readKept(path: BinaryText): Buffer | undefined {
  const known = kept.get(path);
  if (known) {
    const status = statusOf(path);
    if (status && isSame(known, status)) return known.bytes;
    kept.delete(path);
  }
  const read = readFile(path);
  if (read) keep(path, read.bytes, read.status);
  return read?.bytes;
}

/** Drops all that is kept. */
export function forgetFiles(): void {
  kept.clear();
  pieces.clear();
  pieceBytes = 0;
}

function isSame(known: KeptFile, status: Stats): boolean {
  return (
    known.changedMs === status.ctimeMs &&
    known.modifiedMs === status.mtimeMs &&
    known.size === status.size &&
    known.inode === status.ino &&
    known.device === status.dev
  );
}

/** @param status what the disk said before the bytes were read: a change since then makes another one of it */
function keep(path: BinaryText, bytes: Buffer, status: Stats): void {
  const { size, ctimeMs, mtimeMs, ino, dev } = status;
  // Files of the kernel have no size, and change without a trace.
  if (size === 0 || size !== bytes.length || size > MAX_FILE_BYTES || Date.now() - ctimeMs < SETTLED_MS) return;
  if (!pieces.has(bytes.buffer)) {
    if (pieceBytes + bytes.buffer.byteLength > MAX_PIECE_BYTES) forgetFiles();
    pieces.add(bytes.buffer);
    pieceBytes += bytes.buffer.byteLength;
  }
  kept.set(path, { bytes, size, changedMs: ctimeMs, modifiedMs: mtimeMs, inode: ino, device: dev });
}
