/** Walks the files of a project, level by level, without following links to folders and without entering ignored ones. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Confinement } from './confinement.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { compareNames } from './natural-order.ts';
import { sweepLeftover } from './sweep-leftovers.ts';
import { isTempName } from './temp-name.ts';

export interface WalkOptions {
  readonly confinement: Confinement;
  readonly ignore: IgnoreRules;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

export interface WalkResult {
  /** Relative to the project, `/`-separated; files of a folder by name, shallow folders before deep ones. */
  readonly paths: readonly string[];
  /** True where there are more files than the limit. */
  readonly truncated: boolean;
}

/** Folders read side by side: enough to keep a slow disk busy, few enough to leave handles for others. */
const AT_ONCE = 8;

export async function walkProject({ confinement, ignore, limit, signal }: WalkOptions): Promise<WalkResult> {
  const paths: string[] = [];
  let level = [''];
  while (level.length > 0) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += AT_ONCE) {
      if (signal?.aborted) return { paths, truncated: true };
      const folders = level.slice(at, at + AT_ONCE);
      const found = await Promise.all(folders.map((folder) => readFolder(confinement, ignore, folder)));
      for (const { files, folders } of found) {
        for (const file of files) {
          if (paths.length >= limit) return { paths, truncated: true };
          paths.push(file);
        }
        next.push(...folders);
      }
    }
    level = next;
  }
  return { paths, truncated: false };
}

async function readFolder(
  confinement: Confinement,
  ignore: IgnoreRules,
  folder: string,
): Promise<{ files: string[]; folders: string[] }> {
  const absolute = folder === '' ? confinement.root : join(confinement.root, folder);
  const files: string[] = [];
  const folders: string[] = [];
  // A folder that went away, or that may not be read, is no reason to give up on its neighbours.
  const entries = await readdir(absolute, { withFileTypes: true }).catch((): Dirent[] => []);
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isTempName(entry.name)) {
      await sweepLeftover(absolute, entry.name);
    } else if (entry.isDirectory()) {
      if (!ignore.isIgnored(path)) folders.push(path);
    } else if (
      entry.isFile() ||
      (entry.isSymbolicLink() && (await leadsToFile(confinement, join(absolute, entry.name))))
    )
      files.push(path);
  }
  return { files: files.sort(compareNames), folders: folders.sort(compareNames) };
}

async function leadsToFile(confinement: Confinement, path: string): Promise<boolean> {
  try {
    const real = await realpath(path);
    return confinement.isInside(real) && (await stat(real)).isFile();
  } catch {
    return false;
  }
}
