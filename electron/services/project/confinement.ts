/**
 * Keeps every access to files inside one folder: symbolic links are resolved first, and what was opened is checked
 * again through its handle, so that a link swapped in between leads nowhere. On Linux the work itself goes through the
 * handle of the checked folder (/proc/self/fd); elsewhere through its real path.
 */
import { constants, existsSync, realpathSync } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import { errnoOf, type FileFailureCode, fileFailure } from './file-failure.ts';

export type ConfinedFailure = Failure<FileFailureCode | 'outside-project' | 'broken-link'>;
type Confined<T> = Result<T, ConfinedFailure>;

/** A folder inside the project, held open. `path` names it for calls of node:fs as long as it is not released. */
export interface HeldFolder {
  readonly path: string;
  release(): Promise<void>;
}

export interface Place {
  readonly folder: HeldFolder;
  readonly name: string;
}

export interface Confinement {
  readonly root: string;
  isInside(realPath: string): boolean;
  /** Opens an ordinary file for reading; links are followed as long as they stay inside. The caller closes it. */
  openFile(path: string): Promise<Confined<FileHandle>>;
  holdFolder(path: string): Promise<Confined<HeldFolder>>;
  /**
   * The folder and the name that `path` stands for. `follow`: where the last part is a link, the place it leads to.
   * `makeParents`: missing folders on the way are made.
   */
  holdPlace(path: string, options: { follow: boolean; makeParents: boolean }): Promise<Confined<Place>>;
}

const handlePaths = process.platform === 'linux' && existsSync('/proc/self/fd');

/** @param folder existing folder; its own links are resolved here once */
export function createConfinement(folder: string): Confinement {
  const root = realpathSync.native(folder);
  const prefix = root.endsWith(sep) ? root : root + sep;
  const isInside = (path: string) => path === root || path.startsWith(prefix);
  const absolute = (path: string) => (path === '' ? root : join(root, ...path.split('/')));

  async function openChecked(real: string, flags: number, path: string): Promise<Confined<FileHandle>> {
    if (!isInside(real)) return outside(path);
    const handle = await open(real, flags);
    const opened = await pathOf(handle, real);
    if (opened !== null && isInside(opened)) return ok(handle);
    await handle.close();
    return outside(path);
  }

  async function openFile(path: string): Promise<Confined<FileHandle>> {
    try {
      const real = await realpath(absolute(path));
      if (!isInside(real)) return outside(path);
      if (!(await stat(real)).isFile()) return notOrdinary(path);
      // Without O_NONBLOCK a pipe put in the file's place would hold a thread of the pool for ever.
      const handle = await openChecked(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0), path);
      if (!handle.ok) return handle;
      if ((await handle.value.stat()).isFile()) return handle;
      await handle.value.close();
      return notOrdinary(path);
    } catch (error) {
      return { ok: false, error: fileFailure(error, show(path), 'read') };
    }
  }

  async function hold(real: string, path: string): Promise<Confined<HeldFolder>> {
    const handle = await openChecked(real, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0), path);
    if (!handle.ok) return handle;
    const held = handle.value;
    return ok({ path: handlePaths ? `/proc/self/fd/${held.fd}` : real, release: () => held.close() });
  }

  async function holdFolder(path: string): Promise<Confined<HeldFolder>> {
    try {
      return await hold(await realpath(absolute(path)), path);
    } catch (error) {
      return { ok: false, error: fileFailure(error, show(path), 'read') };
    }
  }

  async function holdPlace(path: string, options: { follow: boolean; makeParents: boolean }): Promise<Confined<Place>> {
    if (path === '') return fail('not-a-file', "The project's own folder can't be changed here.");
    try {
      let target = absolute(path);
      if (options.follow) {
        const led = await followLast(target);
        if (led === null) return brokenLink(path);
        target = led;
      }
      const parent = options.makeParents
        ? await makeParents(dirname(target), path)
        : ok(await realpath(dirname(target)));
      if (!parent.ok) return parent;
      const folder = await hold(parent.value, path);
      return folder.ok ? ok({ folder: folder.value, name: basename(target) }) : folder;
    } catch (error) {
      return { ok: false, error: fileFailure(error, show(path), 'write') };
    }
  }

  /** Makes the missing folders one by one, each below the nearest that exists, which has to be inside. */
  async function makeParents(folder: string, path: string): Promise<Confined<string>> {
    for (;;) {
      let nearest = folder;
      let missing: string | null = null;
      let real = await realpath(nearest).catch(absent);
      while (real === null) {
        missing = basename(nearest);
        nearest = dirname(nearest);
        real = await realpath(nearest).catch(absent);
      }
      if (missing === null) return ok(real);
      const held = await hold(real, path);
      if (!held.ok) return held;
      try {
        await mkdir(join(held.value.path, missing));
      } catch (error) {
        // Made by somebody else a moment ago, which is fine; or a link that leads nowhere, which would go round for ever.
        const own = errnoOf(error) === 'EEXIST' ? await lstat(join(held.value.path, missing)).catch(absent) : null;
        if (own?.isSymbolicLink()) return brokenLink(path);
        if (errnoOf(error) !== 'EEXIST') throw error;
      } finally {
        await held.value.release();
      }
    }
  }

  return { root, isInside, openFile, holdFolder, holdPlace };
}

/** Where a link at the end of `target` leads, `target` itself where it is none, null for a link that leads nowhere. */
async function followLast(target: string): Promise<string | null> {
  const own = await lstat(target).catch(absent);
  if (own === null || !own.isSymbolicLink()) return target;
  return realpath(target).catch(absent);
}

/** The real path of what a handle holds now; null where it is gone or, without /proc, was swapped while it was opened. */
async function pathOf(handle: FileHandle, opened: string): Promise<string | null> {
  if (handlePaths) return readlink(`/proc/self/fd/${handle.fd}`);
  const [real, held] = [await realpath(opened), await handle.stat()];
  const now = await stat(real);
  return now.ino === held.ino && now.dev === held.dev ? real : null;
}

function absent(error: unknown): null {
  if (errnoOf(error) === 'ENOENT') return null;
  throw error;
}

function brokenLink(path: string): Confined<never> {
  return fail('broken-link', `${show(path)} goes through a link that leads nowhere.`, 'Delete the link.');
}

function outside(path: string): Confined<never> {
  return fail(
    'outside-project',
    `${show(path)} leads out of the project's folder and was not opened.`,
    'Copy what it points to into the project, or open that folder as a project of its own.',
  );
}

function notOrdinary(path: string): Confined<never> {
  return fail('not-a-file', `${show(path)} is not an ordinary file: it is a folder, a device, a socket or a pipe.`);
}

/** A path as it is named in messages. */
export function show(path: string): string {
  return path === '' ? "The project's folder" : path;
}
