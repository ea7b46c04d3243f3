/** Saves one text of a project: confined, atomic, and only over the version that the writer has seen. */
import { type BigIntStats, constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { FileWrite } from '#core/contract/files.ts';
import { atomicWrite } from './atomic-write.ts';
import { type ConfinedFailure, type Confinement, show } from './confinement.ts';
import { hasBom } from './decode-text.ts';
import { contentEtag } from './etag.ts';
import { errnoOf, fileFailure } from './file-failure.ts';
import { READ_LIMIT } from './read-file.ts';

export type WriteFailure = ConfinedFailure | Failure<'changed-on-disk'>;

/** What stood in the file when its etag was checked, so that a change after the check is seen as well. */
interface Before {
  readonly stats: BigIntStats;
  readonly bom: boolean;
}

/** As `FileWrite`, with a text or its bytes. */
export interface FileReplacement extends Pick<FileWrite, 'path' | 'baseEtag'> {
  readonly text: string | Uint8Array;
}

/**
 * A text is written as given, in UTF-8; a byte order mark that the file has is kept.
 * @returns the etag of what is on the disk now
 */
export async function writeProjectFile(
  confinement: Confinement,
  { path, text, baseEtag }: FileReplacement,
): Promise<Result<{ etag: string }, WriteFailure>> {
  const place = await confinement.holdPlace(path, { follow: true, makeParents: baseEtag === null });
  if (!place.ok) return place;
  const { folder, name } = place.value;
  const target = join(folder.path, name);
  try {
    const before = baseEtag === null ? null : await checkBase(target, path, baseEtag);
    if (before !== null && !before.ok) return before;
    const bytes = typeof text === 'string' ? encoded(text, before?.value.bom ?? false) : text;
    let changed = false;
    try {
      await atomicWrite(folder.path, name, bytes, {
        exclusive: baseEtag === null,
        beforeRename: async () => {
          if (before === null) return;
          const now = await stat(target, { bigint: true }).catch(() => null);
          changed = now === null || !sameFile(before.value.stats, now);
          if (changed) throw new Error('changed');
        },
      });
    } catch (error) {
      if (changed) return changedOnDisk(path);
      throw error;
    }
    return ok({ etag: contentEtag(bytes) });
  } catch (error) {
    return { ok: false, error: fileFailure(error, show(path), 'write') };
  } finally {
    await folder.release();
  }
}

async function checkBase(target: string, path: string, baseEtag: string): Promise<Result<Before, WriteFailure>> {
  let stats: BigIntStats;
  try {
    stats = await stat(target, { bigint: true });
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return fail(
      'changed-on-disk',
      `${show(path)} was deleted or renamed while it was being edited. Nothing was written.`,
      'Save it as a new file to keep your text.',
    );
  }
  if (!stats.isFile()) return fail('not-a-file', `${show(path)} is not an ordinary file.`);
  if (stats.size > READ_LIMIT) return changedOnDisk(path);
  const bytes = await readFile(target);
  if (contentEtag(bytes) !== baseEtag) return changedOnDisk(path);
  // A rename needs no right to the file itself: without this, a file that was made read-only would be replaced.
  await access(target, constants.W_OK);
  return ok({ stats, bom: hasBom(bytes) });
}

function encoded(text: string, bom: boolean): Uint8Array {
  return Buffer.from(bom && !text.startsWith('\uFEFF') ? `\uFEFF${text}` : text, 'utf8');
}

function sameFile(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

function changedOnDisk(path: string): Result<never, WriteFailure> {
  return fail(
    'changed-on-disk',
    `${show(path)} changed on disk while it was being edited. Nothing was overwritten.`,
    'Compare the two versions, then keep one or join them.',
  );
}
