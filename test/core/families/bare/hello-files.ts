/** The files of a new Bare project, as the template `hello` gives them, with changes: for tests of what reads them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProjectFiles } from '#core/families/family.ts';
import { planTemplate, type TemplateFile } from '#core/families/template.ts';

const family = fileURLToPath(new URL('../../../../resources/families/bare', import.meta.url));

function layer(folder: string): TemplateFile[] {
  const root = join(family, folder);
  const paths = (readdirSync(root, { recursive: true }) as string[]).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** @param changes texts by path; null takes a file away */
export function helloFiles(changes: Readonly<Record<string, string | null>> = {}): ProjectFiles {
  const files = new Map(
    planTemplate([layer('base'), layer('templates/hello')], { name: 'hello' }).map(({ path, text }) => [path, text]),
  );
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  return { root: '/home/ada/hello', paths: [...files.keys()], read: (path) => files.get(path) };
}

export const HELLO_CONFIG = helloFiles().read('.config')!;
