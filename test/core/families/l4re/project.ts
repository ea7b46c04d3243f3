/** The files of the template Hello, and what a plan knows of a computer on which its platform stands. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProjectFiles } from '#core/families/family.ts';
import type { FoundSource, PlanContext } from '#core/families/source.ts';

const folder = (name: string) => fileURLToPath(new URL(`../../../../resources/families/l4re/${name}`, import.meta.url));

export const HELLO: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...['main.c', 'Makefile', 'modules.list', 'start.cfg'].map((name) => [name, `templates/hello/${name}`] as const),
    ['Control', 'base/Control'] as const,
  ].map(([path, from]) => [path, readFileSync(folder(from), 'utf8')]),
);

export function filesOf(files: Readonly<Record<string, string>> = HELLO, root = '/home/me/hello'): ProjectFiles {
  return { root, paths: Object.keys(files), read: (path) => files[path] };
}

export function foundSource(path: string, changes: Partial<FoundSource> = {}): FoundSource {
  const files: Readonly<Record<string, string>> = { 'lua/Control': 'provides: lua', 'libstdc++-v3/Control': '' };
  return { folder: path, version: '1', commit: 'c0', adopted: false, read: (file) => files[file], ...changes };
}

export const SOURCES: PlanContext['sources'] = Object.fromEntries(
  ['fiasco', 'mk', 'l4re-core', 'bootstrap', 'drivers-frst', 'zlib', 'gnu-efi'].map((id) => [
    id,
    foundSource(`/cache/sources/${id}`),
  ]),
);

/** @param facts answers by the words that their ids begin with, whatever folder they are about */
export function contextOf(
  questions: (context: PlanContext) => readonly { readonly id: string }[],
  facts: Readonly<Record<string, string>> = {},
): PlanContext {
  const known: PlanContext = { sources: SOURCES, which: () => null, facts: {}, cache: '/cache/families/l4re' };
  const answers = Object.fromEntries(
    questions(known).map(({ id }) => {
      const key = Object.keys(facts).find((start) => id.startsWith(start) || id.endsWith(start));
      return [id, key === undefined ? null : facts[key]!];
    }),
  );
  return { ...known, facts: answers };
}
