/** What a project builds and boots: its program, its sources and libraries, and the entry of modules.list. */
import type { ProjectFiles } from '../family.ts';
import { type ModuleEntry, parseModulesList } from './modules-list.ts';
import { CONTROL, MAKEFILE, MODULES_LIST } from './project-files.ts';

export interface ProjectTarget {
  /** Programs that the Makefile builds; the first is the one that is watched. */
  readonly programs: readonly string[];
  /** Sources that are compiled, in all. */
  readonly sources: readonly string[];
}

function assigned(makefile: string, name: RegExp): readonly string[] {
  return makefile
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, variable = '', value = ''] = /^\s*([\w.+-]+)\s*[:+?]?=\s*([^#]*)/.exec(line) ?? [];
      return name.test(variable) ? value.split(/\s+/).filter((word) => word !== '' && !word.includes('$')) : [];
    });
}

export function projectTarget(files: ProjectFiles): ProjectTarget {
  const makefile = files.read(MAKEFILE) ?? '';
  return {
    programs: assigned(makefile, /^TARGET$/),
    sources: assigned(makefile, /^SRC_(?:C|CC|S)(?:_|$)/),
  };
}

/** Names behind `requires:` in Control. */
export function requiredPackages(files: ProjectFiles): readonly string[] {
  const line = /^requires:(.*)$/m.exec(files.read(CONTROL) ?? '')?.[1] ?? '';
  return line.split(/[\s,]+/).filter(Boolean);
}

/** The first entry of modules.list. */
export function bootEntry(files: ProjectFiles): ModuleEntry | null {
  return parseModulesList(files.read(MODULES_LIST) ?? '', MODULES_LIST).value.entries[0] ?? null;
}
