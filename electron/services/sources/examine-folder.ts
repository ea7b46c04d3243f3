/** Looks at a folder (or, for an archive, a file) of the person's own: whether it is the source, and at which version. */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FolderVerdict } from '#core/contract/sources.ts';
import type { FoundSource, SourceRequirement } from '#core/families/source.ts';
import { gitHead } from './git-head.ts';

const READ_BYTES = 256 * 1024;

export async function examineFolder(requirement: SourceRequirement, folder: string): Promise<FolderVerdict> {
  const { name, from, signs, versionOf } = requirement;
  const no = (message: string): FolderVerdict => ({ usable: false, message, version: null, commit: null });
  if (!isAbsolute(folder)) return no(`${folder} is not a whole path, from the root on.`);
  const entry = await stat(folder).catch(() => null);
  if (!entry) return no(`${folder} is not there.`);
  if (from.kind === 'archive') {
    if (!entry.isFile()) return no(`${folder} is a folder; ${name} is the one file ${from.file}.`);
    const hash = await sha256(folder).catch(() => null);
    if (hash === null) return no(`${folder} can't be read.`);
    if (hash !== from.sha256) return no(`${folder} is not the ${from.file} that is needed: its contents differ.`);
    return { usable: true, message: `${from.file}, as it is needed.`, version: requirement.version, commit: null };
  }
  if (!entry.isDirectory()) return no(`${folder} is a file, not a folder.`);
  const missing = await firstMissing(folder, signs);
  if (missing !== null) return no(`${folder} is not ${name}: it has no ${missing}.`);
  const commit = await gitHead(folder);
  const version = versionOf?.(readIn(folder)) ?? (commit === from.commit ? requirement.version : null);
  const what = version === null ? name : `${name} ${version}`;
  const at =
    commit === null ? 'under no version control' : commit === from.commit ? 'the release itself' : commit.slice(0, 12);
  return { usable: true, message: `${what} (${at}).`, version, commit };
}

async function firstMissing(folder: string, signs: readonly string[]): Promise<string | null> {
  for (const sign of signs) {
    const there = await access(join(folder, sign)).then(
      () => true,
      () => false,
    );
    if (!there) return sign;
  }
  return null;
}

/** Reads small files of a source for the family's pure functions. */
export function readIn(folder: string): FoundSource['read'] {
  return (path) => {
    if (path.startsWith('/') || path.split('/').includes('..')) return undefined;
    try {
      const file = join(folder, path);
      const stats = statSync(file);
      return stats.isFile() && stats.size <= READ_BYTES ? readFileSync(file, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
