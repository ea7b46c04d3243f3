/**
 * Writes a file so that a crash at any moment leaves either the old or the new text: a temporary file beside it, synced,
 * renamed over it, and the folder synced. Takes a folder path that the caller has resolved; checks no confinement itself.
 */
import { constants, type FileHandle, link, open, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './file-failure.ts';
import { tempName } from './temp-name.ts';

export interface AtomicWriteOptions {
  /** True: the target must not exist; EEXIST is thrown where it does, even if it appears at the last moment. */
  readonly exclusive?: boolean;
  /** Permission bits of a new file; an existing one keeps its own. Default: 0o666 less the umask. */
  readonly mode?: number;
  /** Called when all is on the disk but the rename; a throw here leaves the old file as it was. */
  readonly beforeRename?: () => Promise<void>;
}

/**
 * @param folder existing folder; its links are resolved already
 * @throws errors of node:fs (ENOSPC, EACCES, EROFS, EEXIST …); the old file is intact then and the temporary one is gone
 */
export async function atomicWrite(
  folder: string,
  name: string,
  bytes: Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  const target = join(folder, name);
  const old = await stat(target).catch(absent);
  const temp = join(folder, tempName());
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const file = await open(temp, flags, options.mode ?? 0o666);
  try {
    try {
      await writeAll(file, bytes);
      if (old) await keepOwner(file, old.uid, old.gid, old.mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    await options.beforeRename?.();
    if (options.exclusive) await placeNew(temp, target);
    else await rename(temp, target);
  } catch (error) {
    await unlink(temp).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

function absent(error: unknown): null {
  if (errnoOf(error) === 'ENOENT') return null;
  throw error;
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

/** Owner first: a change of owner clears the set-id bits of the mode. A foreign owner that can't be kept is let go. */
async function keepOwner(file: FileHandle, uid: number, gid: number, mode: number): Promise<void> {
  const now = await file.stat();
  if (now.uid !== uid || now.gid !== gid) await file.chown(uid, gid).catch(() => undefined);
  await file.chmod(mode);
}

/** `link` refuses an existing target, which `rename` would replace; disks without hard links get the rename. */
async function placeNew(temp: string, target: string): Promise<void> {
  try {
    await link(temp, target);
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS' && code !== 'EMLINK')
      throw error;
    if (await stat(target).catch(absent))
      throw Object.assign(new Error(`EEXIST: ${target}`, { cause: error }), { code: 'EEXIST' });
    await rename(temp, target);
    return;
  }
  await unlink(temp);
}

/** Makes the rename itself durable. Some systems can't open or sync a folder; the file's own bytes are safe even there. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => null);
  if (!handle) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
