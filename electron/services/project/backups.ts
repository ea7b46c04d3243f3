/** Unsaved text, kept outside the project until it is saved or dropped, so that it comes back after a crash. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ok, type Result } from '#core/base/result.ts';
import { type Backup, backup } from '#core/contract/files.ts';
import { moveAside } from '../settings/json-file.ts';
import { atomicWrite } from './atomic-write.ts';
import { contentEtag } from './etag.ts';
import { errnoOf, type FileFailure, fileFailure } from './file-failure.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';

export interface Backups {
  save(text: Backup): Promise<Result<null, FileFailure>>;
  /** Newest first; without those whose text is on the disk already. */
  list(onDisk: (path: string) => Promise<string | null>): Promise<Result<Backup[], FileFailure>>;
  drop(path: string): Promise<Result<null, FileFailure>>;
}

/** @param folder of this project's backups; made when first written to */
export function createBackups(folder: string): Backups {
  let queue: Promise<unknown> = Promise.resolve();
  const fileOf = (path: string) => `${createHash('sha256').update(path).digest('hex')}.json`;
  // One after the other: a drop must not be overtaken by the save that was asked for before it.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  async function readAll(onDisk: (path: string) => Promise<string | null>): Promise<Backup[]> {
    await sweepLeftovers(folder);
    const names = await readdir(folder).catch((): string[] => []);
    const found: Backup[] = [];
    for (const name of names) {
      if (!/^[0-9a-f]{64}\.json$/.test(name)) continue;
      const kept = await readBackup(join(folder, name));
      if (kept === null) await moveAside(join(folder, name));
      // Killed between the save and the drop: there is nothing to bring back.
      else if ((await onDisk(kept.path)) === contentEtag(Buffer.from(kept.text)))
        await unlink(join(folder, name)).catch(() => undefined);
      else found.push(kept);
    }
    return found.sort((a, b) => b.savedAt - a.savedAt);
  }

  return {
    save: (text) =>
      inTurn(async () => {
        try {
          await mkdir(folder, { recursive: true, mode: 0o700 });
          await atomicWrite(folder, fileOf(text.path), Buffer.from(JSON.stringify(text)), { mode: 0o600 });
          return ok(null);
        } catch (error) {
          return { ok: false, error: fileFailure(error, `the backup of ${text.path}`, 'write') };
        }
      }),
    list: (onDisk) => inTurn(async () => ok(await readAll(onDisk))),
    drop: (path) =>
      inTurn(async () => {
        try {
          await unlink(join(folder, fileOf(path)));
        } catch (error) {
          if (errnoOf(error) !== 'ENOENT') {
            return { ok: false, error: fileFailure(error, `the backup of ${path}`, 'write') };
          }
        }
        return ok(null);
      }),
  };
}

/** null: damaged. */
async function readBackup(path: string): Promise<Backup | null> {
  try {
    const parsed = v.safeParse(backup, JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
