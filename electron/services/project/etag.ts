/** Names versions of files: by their bytes where the text is held, by size, time and inode where it is not. */
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';

/** A file that was touched, or rewritten with the same bytes, keeps its etag: that is no conflict. */
export function contentEtag(bytes: Uint8Array): string {
  return `c-${createHash('sha256').update(bytes).digest('base64url')}`;
}

/** For files that are too large or not text: they are never written back, so this needs no reading. */
export function statEtag(stats: BigIntStats): string {
  return `s-${stats.size}-${stats.mtimeNs}-${stats.ino}`;
}
