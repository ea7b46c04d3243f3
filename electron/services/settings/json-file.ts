/** A small JSON file of the studio's own: read with a schema, written atomically, moved aside where it is damaged. */
import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { ok, type Result } from '#core/base/result.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import { errnoOf, type FileFailure, fileFailure } from '../project/file-failure.ts';

export interface JsonFile<T> {
  /** The value on disk; `empty` where there is no file, or where it was damaged and has been moved aside. */
  read(): Promise<T>;
  /** Changes the value; calls are carried out one after the other. */
  update(change: (value: T) => T): Promise<Result<T, FileFailure>>;
}

/** @param onDamage told where the damaged file has been moved to */
export function createJsonFile<T>(
  path: string,
  schema: v.GenericSchema<unknown, T>,
  empty: T,
  onDamage: (movedTo: string) => void = () => undefined,
): JsonFile<T> {
  let queue: Promise<unknown> = Promise.resolve();

  async function read(): Promise<T> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (errnoOf(error) === null) throw error;
      return empty;
    }
    try {
      const parsed = v.safeParse(schema, JSON.parse(text));
      if (parsed.success) return parsed.output;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    onDamage(await moveAside(path));
    return empty;
  }

  async function write(value: T): Promise<Result<T, FileFailure>> {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await atomicWrite(dirname(path), basename(path), Buffer.from(`${JSON.stringify(value, null, 2)}\n`), {
        mode: 0o600,
      });
      return ok(value);
    } catch (error) {
      return { ok: false, error: fileFailure(error, path, 'write') };
    }
  }

  return {
    read: () => {
      const reading = queue.then(read);
      queue = reading.catch(() => undefined);
      return reading;
    },
    update: (change) => {
      const updating = queue.then(async () => write(change(await read())));
      queue = updating.catch(() => undefined);
      return updating;
    },
  };
}

/** @returns where it is now; the old path where even moving failed */
export async function moveAside(path: string): Promise<string> {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const aside = join(dirname(path), `${basename(path, '.json')}.damaged-${stamp}.json`);
  return rename(path, aside).then(
    () => aside,
    () => path,
  );
}
