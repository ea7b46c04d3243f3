/** Lists one folder of a project. */
import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '#core/base/result.ts';
import type { FileEntry } from '#core/contract/files.ts';
import { type ConfinedFailure, type Confinement, show } from './confinement.ts';
import { fileFailure } from './file-failure.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { compareEntries } from './natural-order.ts';
import { sweepLeftover } from './sweep-leftovers.ts';
import { isTempName } from './temp-name.ts';

/** Above this many entries the size of each is not asked for: 50,000 questions cost more than they tell. */
const SIZES_UP_TO = 2_000;

/** Folders first, then by name. Leftovers of an interrupted save are swept on the way. */
export async function listFolder(
  confinement: Confinement,
  ignore: IgnoreRules,
  path: string,
): Promise<Result<FileEntry[], ConfinedFailure>> {
  const held = await confinement.holdFolder(path);
  if (!held.ok) return held;
  const folder = held.value.path;
  try {
    const found = await readdir(folder, { withFileTypes: true });
    const withSizes = found.length <= SIZES_UP_TO;
    const describe = async (entry: Dirent): Promise<FileEntry> => {
      if (entry.isSymbolicLink()) return describeLink(confinement, join(folder, entry.name), entry.name);
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        return { name: entry.name, kind: 'folder', size: 0, ...(ignore.isIgnored(child) ? { ignored: true } : {}) };
      }
      const size = withSizes
        ? await lstat(join(folder, entry.name)).then(
            (stats) => stats.size,
            () => null,
          )
        : null;
      return { name: entry.name, kind: 'file', size };
    };
    const wanted: Dirent[] = [];
    for (const entry of found) {
      if (!isTempName(entry.name)) wanted.push(entry);
      else await sweepLeftover(folder, entry.name);
    }
    // An await for each of 50,000 entries is what would cost the time here.
    const entries = withSizes
      ? await Promise.all(wanted.map(describe))
      : await Promise.all(
          wanted.map((entry) =>
            entry.isFile() ? { name: entry.name, kind: 'file' as const, size: null } : describe(entry),
          ),
        );
    return ok(entries.sort(compareEntries));
  } catch (error) {
    return { ok: false, error: fileFailure(error, show(path), 'read') };
  } finally {
    await held.value.release();
  }
}

async function describeLink(confinement: Confinement, path: string, name: string): Promise<FileEntry> {
  try {
    const real = await realpath(path);
    const stats = await stat(real);
    const kind = stats.isDirectory() ? 'folder' : 'file';
    if (!confinement.isInside(real)) return { name, kind, size: 0, outside: true };
    return { name, kind, size: kind === 'folder' ? 0 : stats.size };
  } catch {
    return { name, kind: 'file', size: 0, outside: true };
  }
}
