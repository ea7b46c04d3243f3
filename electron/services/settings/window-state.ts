/** What windows remember of themselves: one file for each key, opaque text, written atomically. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '#core/base/result.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import { errnoOf, type FileFailure, fileFailure } from '../project/file-failure.ts';

export interface WindowState {
  get(key: string): Promise<Result<string | null, FileFailure>>;
  set(key: string, value: string): Promise<Result<null, FileFailure>>;
}

/** @param folder made when first written to */
export function createWindowState(folder: string): WindowState {
  // Writes of one key must not overtake each other: the last one asked for is the one that stays.
  const queues = new Map<string, Promise<unknown>>();
  const fileOf = (key: string) => `${key.replaceAll(':', '%3A')}.txt`;

  async function write(key: string, value: string): Promise<Result<null, FileFailure>> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await atomicWrite(folder, fileOf(key), Buffer.from(value), { mode: 0o600 });
      return ok(null);
    } catch (error) {
      return { ok: false, error: fileFailure(error, `the layout of the window (${key})`, 'write') };
    }
  }

  return {
    async get(key) {
      await queues.get(key);
      try {
        return ok(await readFile(join(folder, fileOf(key)), 'utf8'));
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return ok(null);
        return { ok: false, error: fileFailure(error, `the layout of the window (${key})`, 'read') };
      }
    },
    set(key, value) {
      const writing = (queues.get(key) ?? Promise.resolve()).then(() => write(key, value));
      queues.set(key, writing);
      void writing.then(() => queues.get(key) === writing && queues.delete(key));
      return writing;
    },
  };
}
