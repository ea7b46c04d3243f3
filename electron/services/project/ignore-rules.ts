/** Which folders hold nothing that a person wrote: build output, and what version control keeps out by convention. */
import type { UnikernelFamily } from '#core/families/family.ts';

const anywhere: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__']);

export interface IgnoreRules {
  /** @param path relative to the project, `/`-separated, of a folder */
  isIgnored(path: string): boolean;
  /** Patterns for the watcher. */
  readonly globs: readonly string[];
}

/** @param family asked each time: a project may turn out to be of another one. The watcher's patterns are those of now. */
export function ignoreRules(family: () => UnikernelFamily | null): IgnoreRules {
  const outputs = () => family()?.outputFolders ?? [];
  return {
    isIgnored: (path) => anywhere.has(path.slice(path.lastIndexOf('/') + 1)) || outputs().includes(path),
    globs: [...[...anywhere].map((name) => `**/${name}/**`), ...outputs().map((folder) => `${globEscape(folder)}/**`)],
  };
}

function globEscape(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@]/g, '\\$&');
}
