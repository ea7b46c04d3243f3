/** Locks over all studios and command lines of this user on this computer: one build at a time in a project. */
import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Disposable, disposable } from '#core/base/disposable.ts';
import { processRow } from '../process/process-table.ts';

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one of the same number; null where the system does not say. */
  readonly startTime: string | null;
}

export type LockAnswer =
  | { readonly kind: 'locked'; readonly lock: Disposable }
  | { readonly kind: 'held'; readonly pid: number };

/**
 * @param folder of the studio's sockets and records, private to the user
 * @param name of the project, fit for a file name
 */
export function lockProject(folder: string, name: string): LockAnswer {
  return lockFile(folder, `build-${name}.lock`);
}

/**
 * The lock lies beside the folder: studios that share the folder share the lock, wherever each keeps its sockets.
 * @param shared absolute path of a folder that builds of several projects work in
 */
export function lockFolder(shared: string): LockAnswer {
  return lockFile(dirname(shared), `.${basename(shared)}.lock`);
}

/** Where no lock can be written (a full disk) the work goes on without one. Locks of the dead count for nothing. */
export function lockFile(folder: string, name: string): LockAnswer {
  const path = join(folder, name);
  for (let attempt = 0; attempt < 3; attempt++) {
    const taken = take(path, folder);
    if (taken) return { kind: 'locked', lock: taken };
    const owner = read(path);
    if (owner && isAlive(owner)) return { kind: 'held', pid: owner.pid };
    remove(path);
  }
  return { kind: 'locked', lock: disposable(() => undefined) };
}

/** null: there is a lock already. */
function take(path: string, folder: string): Disposable | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = openSync(path, 'wx', 0o600);
    const owner: Owner = { pid: process.pid, startTime: processRow(process.pid)?.startTime ?? null };
    writeSync(file, JSON.stringify(owner));
    closeSync(file);
    return disposable(() => remove(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    return disposable(() => undefined);
  }
}

function read(path: string): Owner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const { pid, startTime } = value as Partial<Owner>;
    return typeof pid === 'number' ? { pid, startTime: startTime ?? null } : null;
  } catch {
    return null;
  }
}

function isAlive({ pid, startTime }: Owner): boolean {
  const row = processRow(pid);
  if (row) return startTime === null || row.startTime === startTime;
  if (startTime !== null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {}
}
