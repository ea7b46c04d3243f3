/** What a family sees of a project's files: their paths, and the text of those small enough, read when first asked for. */
import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectFiles } from '#core/families/family.ts';
import type { Confinement } from './confinement.ts';
import { decodeText } from './decode-text.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { walkProject } from './walk-project.ts';

export const SNAPSHOT_PATHS = 20_000;
export const SNAPSHOT_FILE_BYTES = 256 * 1024;

export async function projectSnapshot(confinement: Confinement, ignore: IgnoreRules): Promise<ProjectFiles> {
  const { paths } = await walkProject({ confinement, ignore, limit: SNAPSHOT_PATHS });
  return filesOf(confinement, paths);
}

/** Enough to guess what a folder is, without walking through it. */
export async function topLevelFiles(confinement: Confinement): Promise<ProjectFiles> {
  const entries = await readdir(confinement.root, { withFileTypes: true });
  return filesOf(
    confinement,
    entries.filter((entry) => entry.isFile()).map((entry) => entry.name),
  );
}

/** Each file is read once at most, so that a family that asks twice gets the same answer. */
function filesOf(confinement: Confinement, paths: readonly string[]): ProjectFiles {
  const known = new Set(paths);
  const texts = new Map<string, string | undefined>();
  return {
    root: confinement.root,
    paths,
    read(path) {
      if (!known.has(path)) return undefined;
      if (!texts.has(path)) texts.set(path, readSmall(confinement, path));
      return texts.get(path);
    },
  };
}

/** Synchronous, because families are pure functions; a few small files, never one that could block (no pipes). */
function readSmall(confinement: Confinement, path: string): string | undefined {
  let file: number | null = null;
  try {
    const real = realpathSync.native(join(confinement.root, path));
    if (!confinement.isInside(real)) return undefined;
    file = openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (process.platform === 'linux' && !confinement.isInside(readlinkSync(`/proc/self/fd/${file}`))) return undefined;
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > SNAPSHOT_FILE_BYTES) return undefined;
    const bytes = Buffer.allocUnsafe(stats.size);
    let at = 0;
    for (let read = -1; at < bytes.length && read !== 0; at += read)
      read = readSync(file, bytes, at, bytes.length - at, at);
    return decodeText(bytes.subarray(0, at))?.text;
  } catch {
    return undefined;
  } finally {
    if (file !== null) closeSync(file);
  }
}
