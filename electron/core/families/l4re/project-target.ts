/** What a project builds: its programs, their sources, and the packages that it needs. */
import type { Arch } from '../../contract/problem.ts';
import type { ProjectFiles } from '../family.ts';
import { changeProjectFile, PROJECT_FILE, readProjectFile } from '../project-file.ts';
import { ARCHS } from './processors.ts';
import { CONTROL, MAKEFILE } from './project-files.ts';

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

/** The project's own choice first; nothing else of a project says which processor it is for. */
export function archsOf(files: ProjectFiles): readonly Arch[] {
  const { arch } = readProjectFile(files);
  return arch && ARCHS.includes(arch) ? [arch, ...ARCHS.filter((other) => other !== arch)] : ARCHS;
}

export function retarget(files: ProjectFiles, arch: Arch): readonly { readonly path: string; readonly text: string }[] {
  if (archsOf(files)[0] === arch) return [];
  return [{ path: PROJECT_FILE, text: changeProjectFile(files.read(PROJECT_FILE) ?? '', { arch }) }];
}
