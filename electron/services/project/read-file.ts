/** Reads one file of a project as text, and says so where it is none or too large. */

import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, type Result } from '#core/base/result.ts';
import type { FileContent } from '#core/contract/files.ts';
import { type ConfinedFailure, type Confinement, show } from './confinement.ts';
import { decodeText, looksBinary, SNIFF_BYTES } from './decode-text.ts';
import { contentEtag, statEtag } from './etag.ts';
import { fileFailure } from './file-failure.ts';

/** Bytes of the largest text that is opened for editing. */
export const READ_LIMIT = 20 * 1024 * 1024;

export async function readProjectFile(
  confinement: Confinement,
  path: string,
): Promise<Result<FileContent, ConfinedFailure>> {
  const opened = await confinement.openFile(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const stats = await file.stat({ bigint: true });
    const size = Number(stats.size);
    const head = await readUpTo(file, Math.min(size, SNIFF_BYTES), 0);
    if (looksBinary(head)) return ok({ kind: 'binary', size, etag: statEtag(stats) });
    if (size > READ_LIMIT) return ok({ kind: 'too-large', size, limit: READ_LIMIT, etag: statEtag(stats) });
    const rest = await readUpTo(file, size - head.length, head.length);
    const bytes = rest.length === 0 ? head : Buffer.concat([head, rest]);
    const decoded = decodeText(bytes);
    if (!decoded) return ok({ kind: 'binary', size, etag: statEtag(stats) });
    const writable = await isWritable(confinement, path);
    return ok({ kind: 'text', ...decoded, etag: contentEtag(bytes), size: bytes.length, writable });
  } catch (error) {
    return { ok: false, error: fileFailure(error, show(path), 'read') };
  } finally {
    await file.close();
  }
}

/** Shorter than `length` where the file has become shorter meanwhile. */
export async function readUpTo(file: FileHandle, length: number, position: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    const { bytesRead } = await file.read(buffer, at, length - at, position + at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return buffer.subarray(0, at);
}

/** A save needs both: the file's own permission, and that of its folder, where the new text is put before the rename. */
async function isWritable(confinement: Confinement, path: string): Promise<boolean> {
  const absolute = join(confinement.root, path);
  return Promise.all([access(absolute, constants.W_OK), access(dirname(absolute), constants.W_OK)]).then(
    () => true,
    () => false,
  );
}
