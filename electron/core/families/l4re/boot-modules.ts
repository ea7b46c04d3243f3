/** The files that a boot image is made of: where the modules of the project's first entry lie, and what else could be one. */
import type { ImageGroup } from '../../contract/image.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ImagePart, ProjectFiles, RunRequest } from '../family.ts';
import type { PlanContext, Question } from '../source.ts';
import type { ModuleNames } from './check-modules.ts';
import { type ModuleEntry, type ModuleLine, parseModulesList } from './modules-list.ts';
import { platformOf } from './platform.ts';
import { processorOf } from './processors.ts';
import { BUILD, MODULES_LIST } from './project-files.ts';
import { projectTarget } from './project-target.ts';

const SCRIPT = /\.(?:cfg|lua|ned)$/;

/** Folders that a module's name is looked up in: the project's own files win. */
export function searchPath(files: ProjectFiles, request: RunRequest, context: PlanContext): readonly string[] {
  const { kernelObjects, objects } = platformOf(files, request.arch, context);
  const bin = `${objects}/bin/${processorOf(request.arch).folder}`;
  return [`${files.root}/${BUILD}/${request.arch}`, files.root, kernelObjects, `${bin}/l4f`, `${bin}/plain`];
}

export function runQuestions(files: ProjectFiles, request: RunRequest, context: PlanContext): readonly Question[] {
  return searchPath(files, request, context).map((path) => ({ id: listId(path), kind: 'list', path }));
}

function listId(folder: string): string {
  return `list ${folder}`;
}

/** Absolute path of a module's file; null where no folder holds it. */
function findModule(file: string, folders: readonly string[], { facts }: PlanContext): string | null {
  if (file.startsWith('/')) return file;
  const folder = folders.find((path) => (facts[listId(path)] ?? '').split('\n').includes(file));
  return folder === undefined ? null : `${folder}/${file}`;
}

export interface BootModules {
  readonly text: string;
  readonly list: { readonly problems: readonly Problem[] };
  readonly entry: ModuleEntry | null;
  /** Absolute path of a module's file; null where there is none. */
  found(file: string | undefined): string | null;
}

export function bootModules(files: ProjectFiles, request: RunRequest, context: PlanContext): BootModules {
  const text = files.read(MODULES_LIST) ?? '';
  const list = parseModulesList(text, MODULES_LIST);
  const folders = searchPath(files, request, context);
  return {
    ...{ text, list, entry: list.value.entries[0] ?? null },
    found: (file) => (file === undefined ? null : findModule(file, folders, context)),
  };
}

/** What a module of the project's list can be; what the project builds itself counts as there before it is built. */
export function moduleNames(
  files: ProjectFiles,
  request: RunRequest,
  context: PlanContext,
): ModuleNames & { readonly built: boolean } {
  const folders = searchPath(files, request, context);
  const { programs } = projectTarget(files);
  const names = (folder: string) => (context.facts[listId(folder)] ?? '').split('\n').filter(Boolean);
  const own = files.paths.filter((path) => !path.includes('/'));
  const servers = folders.slice(-2).flatMap(names);
  return {
    has: (file) => programs.includes(file) || own.includes(file) || findModule(file, folders, context) !== null,
    all: [...new Set([...programs, ...own.filter((path) => SCRIPT.test(path)), ...servers])].sort(),
    built: servers.length > 0,
  };
}

export const imageLabels: Readonly<Partial<Record<ImageGroup, string>>> = {
  platform: 'Microkernel',
  boot: 'Bootstrapper',
  memory: 'Sigma0 and Moe',
  libc: 'Runtime and Ned',
  files: 'Scripts and data',
  other: 'Other servers',
  yours: 'Your program',
};
const ROLE_GROUPS: Readonly<Partial<Record<ModuleLine['role'], ImageGroup>>> = {
  kernel: 'platform',
  bootstrap: 'boot',
  sigma0: 'memory',
  roottask: 'memory',
};

/** Each file of the boot image, as the bootstrapper finds it in memory. */
export function imageParts(files: ProjectFiles, request: RunRequest, context: PlanContext): readonly ImagePart[] {
  const { entry, found } = bootModules(files, request, context);
  const { programs } = projectTarget(files);
  const groupOf = ({ role, file }: ModuleLine): ImageGroup => {
    if (programs.includes(file)) return 'yours';
    if (files.paths.includes(file) || SCRIPT.test(file)) return 'files';
    return ROLE_GROUPS[role] ?? (file === 'l4re' || file === 'ned' ? 'libc' : 'other');
  };
  return (entry?.modules ?? []).flatMap((module) => {
    const path = found(module.file);
    if (path === null) return [];
    return [{ name: module.name, path, group: groupOf(module), measured: module.file === programs[0] }];
  });
}
