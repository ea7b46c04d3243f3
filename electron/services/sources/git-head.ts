/** Reads which commit a folder is at from git's own files, without running git: it may be a folder that nobody trusts yet. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';

const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Full hash of the commit that is checked out; null where the folder itself is not the top of a repository. */
export async function gitHead(folder: string): Promise<string | null> {
  const own = await gitFolder(folder);
  if (own === null) return null;
  const head = (await text(join(own, 'HEAD'))).trim();
  if (HASH.test(head)) return head;
  const ref = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  if (ref === undefined || ref.split('/').includes('..')) return null;
  // A work tree of its own keeps HEAD, and leaves the branches to the repository that it belongs to.
  const shared = (await text(join(own, 'commondir'))).trim();
  const common = shared === '' ? own : resolve(own, shared);
  const loose = (await text(join(common, ref))).trim();
  if (HASH.test(loose)) return loose;
  const packed = (await text(join(common, 'packed-refs'))).split('\n').find((line) => line.endsWith(` ${ref}`));
  const hash = packed?.split(' ')[0] ?? '';
  return HASH.test(hash) ? hash : null;
}

async function gitFolder(folder: string): Promise<string | null> {
  const path = join(folder, '.git');
  const entry = await stat(path).catch(() => null);
  if (entry?.isDirectory()) return path;
  if (!entry?.isFile()) return null;
  const named = /^gitdir: (.+)$/m.exec(await text(path))?.[1]?.trim();
  if (named === undefined) return null;
  return isAbsolute(named) ? named : resolve(folder, named);
}

function text(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
