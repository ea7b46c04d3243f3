/** Where a source lies in the cache, and what it is called over all projects. */
import { join } from 'node:path';
import type { FamilyId } from '#core/base/id.ts';
import type { SourceRequirement } from '#core/families/source.ts';

export interface SourcePlace {
  readonly key: string;
  /** The whole source, once it is there. For an archive the folder that holds its file. */
  readonly folder: string;
  /** What a plan is given: the folder, or the archive's file. */
  readonly target: string;
  /** A download that goes on, or was broken off. */
  readonly part: string;
  readonly lock: { readonly folder: string; readonly name: string };
}

/** @param cache the studio's cache folder */
export function sourcePlace(cache: string, family: FamilyId, requirement: SourceRequirement): SourcePlace {
  const { id, version, from } = requirement;
  const identity = (from.kind === 'git' ? from.commit : from.sha256).slice(0, 12) || 'unknown';
  // Some build systems take no other characters in a path.
  const name = `${id}-${version.replace(/[^A-Za-z0-9._-]+/g, '-') || 'commit'}-${identity}`;
  const parent = join(cache, 'sources', family);
  const folder = join(parent, name);
  return {
    key: `${family}/${id}@${identity}`,
    folder,
    target: from.kind === 'git' ? folder : join(folder, from.file),
    part: `${folder}.part`,
    lock: { folder: parent, name: `${name}.lock` },
  };
}
