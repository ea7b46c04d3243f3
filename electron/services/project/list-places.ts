/** Lists the folders of a folder, for choosing where a project is or shall be. Tells names only; opens no project. */
import { constants, type Dirent } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { FolderListing } from '#core/contract/project.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { createConfinement } from './confinement.ts';
import { detectFamily } from './detect-family.ts';
import { fileFailure } from './file-failure.ts';
import { compareNames } from './natural-order.ts';
import { topLevelFiles } from './project-snapshot.ts';

/** Families are told for this many folders; a place with more of them is no folder of projects. */
const RECOGNISED = 200;

export async function listPlaces(path: string, families: readonly UnikernelFamily[]): Promise<Result<FolderListing>> {
  if (!isAbsolute(path)) return fail('not-found', `${path} is not a whole path.`, 'Give the path from the root on.');
  let entries: Dirent[];
  let real: string;
  try {
    real = await realpath(path);
    entries = await readdir(real, { withFileTypes: true });
  } catch (error) {
    return { ok: false, error: fileFailure(error, path, 'read') };
  }
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(real, entry.name)))))
      names.push(entry.name);
  }
  names.sort(compareNames);
  const folders = await Promise.all(
    names.map(async (name, index) => {
      const folder = join(real, name);
      return { name, path: folder, family: index < RECOGNISED ? await familyOf(folder, families) : null };
    }),
  );
  const writable = await access(real, constants.W_OK).then(
    () => true,
    () => false,
  );
  return ok({ path: real, parent: dirname(real) === real ? null : dirname(real), writable, folders });
}

async function familyOf(
  folder: string,
  families: readonly UnikernelFamily[],
): Promise<FolderListing['folders'][number]['family']> {
  try {
    const files = await topLevelFiles(createConfinement(folder));
    return detectFamily(files, families).family?.id ?? null;
  } catch {
    return null;
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
