/** Removes what an atomic write left behind when the studio was killed in the middle of it. */
import { lstat, readdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftover } from './temp-name.ts';

/** @param name of an entry of `folder`; anything that is not a leftover of a dead studio stays */
export async function sweepLeftover(folder: string, name: string): Promise<void> {
  if (!isLeftover(name)) return;
  const path = join(folder, name);
  const stats = await lstat(path).catch(() => null);
  if (stats?.isFile()) await unlink(path).catch(() => undefined);
  else if (stats?.isDirectory()) await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

export async function sweepLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch((): string[] => [])) await sweepLeftover(folder, name);
}
