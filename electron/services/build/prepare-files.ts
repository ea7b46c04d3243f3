/** Puts the files of a plan into the family's cache folder: written where they differ, links set anew; and seeds the project. */
import { chmod, lstat, mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { PreparedFile } from '#core/families/family.ts';

/** @param cache absolute; a path that leads out of it is a mistake of the family @throws where the disk refuses */
export async function prepareFiles(files: readonly PreparedFile[], cache: string, root: string): Promise<void> {
  for (const file of files) {
    if (file.kind === 'seed') {
      if (file.path.includes('/')) throw new Error(`${file.path} is not at the top of the project`);
      await writeFile(join(root, file.path), file.text, { flag: 'wx' }).catch(unlessThere);
      continue;
    }
    const inside = relative(cache, file.path);
    if (cache === '' || inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
      throw new Error(`${file.path} is not inside ${cache}`);
    }
    await mkdir(dirname(file.path), { recursive: true });
    if (file.kind === 'link') await link(file.path, file.to);
    else await write(file.path, file.text, file.executable);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function link(path: string, to: string): Promise<void> {
  if ((await readlink(path).catch(() => null)) === to) return;
  await rm(path, { force: true, recursive: true });
  await symlink(to, path);
}

async function write(path: string, text: string, executable: boolean): Promise<void> {
  const entry = await lstat(path).catch(() => null);
  if (entry && !entry.isFile()) await rm(path, { force: true, recursive: true });
  if ((await readFile(path, 'utf8').catch(() => null)) !== text) await writeFile(path, text);
  await chmod(path, executable ? 0o755 : 0o644);
}
