/** Makes folders, renames and deletes, inside one project. */
import { lstat, mkdir, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#core/base/result.ts';
import { type ConfinedFailure, type Confinement, type Place, show } from './confinement.ts';
import { errnoOf, fileFailure } from './file-failure.ts';

type Done = Result<null, ConfinedFailure>;

export function createFolder(confinement: Confinement, path: string): Promise<Done> {
  return inPlace(confinement, path, true, async ({ folder, name }) => {
    await mkdir(join(folder.path, name));
    return ok(null);
  });
}

/** Links are renamed themselves, not what they lead to. Nothing is ever replaced. */
export function renameEntry(confinement: Confinement, from: string, to: string): Promise<Done> {
  if (to === from) return Promise.resolve(ok(null));
  if (to.startsWith(`${from}/`)) {
    return Promise.resolve(fail('name-not-allowed', `${show(from)} can't be moved into itself.`));
  }
  return inPlace(confinement, from, false, async (source) => {
    const old = await lstat(join(source.folder.path, source.name));
    return inPlace(confinement, to, true, async (target) => {
      const present = await lstat(join(target.folder.path, target.name)).catch(absent);
      // A disk that takes `a` and `A` for the same name shows the very same file here.
      if (present && !(present.ino === old.ino && present.dev === old.dev && from.toLowerCase() === to.toLowerCase())) {
        return fail('already-exists', `${show(to)} exists already.`, 'Choose another name.');
      }
      await rename(join(source.folder.path, source.name), join(target.folder.path, target.name));
      return ok(null);
    });
  });
}

/** A folder goes with all that is in it; of a link, the link alone. */
export function deleteEntry(confinement: Confinement, path: string): Promise<Done> {
  return inPlace(confinement, path, false, async ({ folder, name }) => {
    const target = join(folder.path, name);
    if ((await lstat(target)).isDirectory()) await removeFolder(target);
    else await unlink(target);
    return ok(null);
  });
}

/** Where a file inside may not be deleted, Node tries it as a folder next, and tells of that mistake (ENOTDIR) instead. */
async function removeFolder(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true });
  } catch (error) {
    if (errnoOf(error) !== 'ENOTDIR') throw error;
    throw Object.assign(new Error('EPERM: a file inside may not be deleted', { cause: error }), { code: 'EPERM' });
  }
}

async function inPlace(
  confinement: Confinement,
  path: string,
  makeParents: boolean,
  work: (place: Place) => Promise<Done>,
): Promise<Done> {
  const place = await confinement.holdPlace(path, { follow: false, makeParents });
  if (!place.ok) return place;
  try {
    return await work(place.value);
  } catch (error) {
    return { ok: false, error: fileFailure(error, show(path), 'write') };
  } finally {
    await place.value.folder.release();
  }
}

function absent(error: unknown): null {
  if (errnoOf(error) === 'ENOENT') return null;
  throw error;
}
