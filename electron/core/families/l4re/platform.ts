/**
 * The platform: Fiasco and the L4Re packages, built once in the studio's cache for all projects that want the same. A
 * project with options of its own gets one of its own.
 */
import type { Arch } from '../../contract/problem.ts';
import { parseDotConfig } from '../../engines/config/dot-config.ts';
import type { ProjectFiles } from '../family.ts';
import type { PlanContext, Question } from '../source.ts';
import { packagesFor } from './packages.ts';
import { processorOf } from './processors.ts';
import { BUILD, FIASCO_CONFIG, L4RE_CONFIG } from './project-files.ts';
import { requiredPackages } from './project-target.ts';
import { KERNEL, packageIds, TREE } from './sources.ts';

export interface Platform {
  /** All of it; locked while one project builds in it. */
  readonly folder: string;
  readonly kernelSource: string;
  readonly kernelObjects: string;
  /** The tree with its packages: a folder of the person's own, or put together in `folder`. */
  readonly tree: string;
  readonly assembled: boolean;
  /** Folders of the sources, by their ids. */
  readonly sources: Readonly<Record<string, string>>;
  readonly objects: string;
  readonly arch: Arch;
}

export const KERNEL_CONFIG_FILE = 'globalconfig.out';
export const TREE_CONFIG_FILE = '.kconfig';

/** Ids of the questions about a platform's folder. */
function factId(platform: Pick<Platform, 'folder'>, what: string): string {
  return `${what} ${platform.folder}`;
}

export function platformOf(files: ProjectFiles, arch: Arch, context: PlanContext): Platform {
  const shared = platformIn('shared', arch, context);
  const own = platformIn(`own-${hash(files.root)}`, arch, context);
  const differs = (project: string, file: string) => {
    const mine = files.read(project);
    const theirs = context.facts[factId(shared, file)];
    return mine !== undefined && typeof theirs === 'string' && !sameOptions(mine, theirs);
  };
  return differs(FIASCO_CONFIG, KERNEL_CONFIG_FILE) || differs(L4RE_CONFIG, TREE_CONFIG_FILE) ? own : shared;
}

function platformIn(kind: string, arch: Arch, context: PlanContext): Platform {
  const { sources, cache } = context;
  const ids = [KERNEL, TREE, ...packageIds(arch)].map((id) => {
    const source = sources[id];
    return source ? `${id} ${source.adopted ? source.folder : ''} ${source.commit ?? ''}` : id;
  });
  const folder = `${cache}/${arch}-${hash(ids.join('\n'))}-${kind}`;
  const tree = sources[TREE];
  const assembled = !tree?.adopted;
  return {
    ...{ folder, arch, assembled },
    sources: Object.fromEntries(Object.entries(sources).map(([id, source]) => [id, source.folder])),
    kernelSource: sources[KERNEL]?.folder ?? '',
    kernelObjects: `${folder}/fiasco`,
    tree: assembled ? `${folder}/l4` : (tree?.folder ?? ''),
    objects: `${folder}/objects`,
  };
}

/** What planning wants to know: what is built already, and which options it was built with. */
export function platformQuestions(files: ProjectFiles, arch: Arch, context: PlanContext): readonly Question[] {
  const shared = platformIn('shared', arch, context);
  const first = questionsAbout(shared);
  const platform = platformOf(files, arch, context);
  const learned = learnedFile(arch, packagesFor(requiredPackages(files), context), context);
  return [
    ...first,
    ...(platform.folder === shared.folder ? [] : questionsAbout(platform)),
    { id: BEGUN, kind: 'list', path: projectObjects(platform, files) },
    { id: LEARNED, kind: 'read', path: learned },
  ];
}

function questionsAbout(platform: Platform): readonly Question[] {
  const { kernelObjects, objects, tree, folder } = platform;
  return [
    { id: factId(platform, KERNEL_CONFIG_FILE), kind: 'read', path: `${kernelObjects}/${KERNEL_CONFIG_FILE}` },
    { id: factId(platform, TREE_CONFIG_FILE), kind: 'read', path: `${objects}/${TREE_CONFIG_FILE}` },
    { id: factId(platform, 'kernel'), kind: 'size', path: `${kernelObjects}/${KERNEL}` },
    { id: factId(platform, 'tree'), kind: 'size', path: `${tree}/mk/prog.mk` },
    { id: factId(platform, 'ready'), kind: 'list', path: `${folder}/ready` },
    { id: factId(platform, 'lines'), kind: 'read', path: linesFile(platform) },
  ];
}

/** How many lines the builds in this platform's folder have printed so far. */
export function linesFile({ folder }: Pick<Platform, 'folder'>): string {
  return `${folder}/lines`;
}

/** How many it takes to build these packages from nothing, learned when that was done last. */
export function learnedFile(arch: Arch, packages: readonly string[], { cache }: PlanContext): string {
  return `${cache}/lines-${arch}-${hash(packages.join('\n'))}`;
}

const LEARNED = 'lines learned';
const BEGUN = 'project begun';

/** Where the objects of the project's own program are. */
export function projectObjects({ objects, arch }: Platform, { root }: ProjectFiles): string {
  return `${objects}/ext-pkg${root}/OBJ-${processorOf(arch).folder}-std-l4f`;
}

/** Where make puts the project's programs, without their symbols: relative to the project. */
export function installed({ arch }: Pick<Platform, 'arch'>): string {
  return `${BUILD}/${arch}/${processorOf(arch).folder}/l4f`;
}

export interface PlatformState {
  /** Text of the options that each half was built with; null: it is not there yet. */
  readonly kernelConfig: string | null;
  readonly treeConfig: string | null;
  readonly hasKernel: boolean;
  readonly hasTree: boolean;
  /** Sets of packages that were built to the end (see `readyName`). */
  readonly ready: readonly string[];
  /** Lines that were printed so far, and those that a build of these packages takes in all: texts of `platform-lines`. */
  readonly lines: string | null;
  readonly learned: string | null;
  /** The project was built in this platform before. */
  readonly begun: boolean;
}

export function stateOf(platform: Platform, { facts }: PlanContext): PlatformState {
  const fact = (what: string) => facts[factId(platform, what)] ?? null;
  return {
    kernelConfig: fact(KERNEL_CONFIG_FILE),
    treeConfig: fact(TREE_CONFIG_FILE),
    hasKernel: fact('kernel') !== null,
    hasTree: fact('tree') !== null,
    ready: (fact('ready') ?? '').split('\n'),
    lines: fact('lines'),
    learned: facts[LEARNED] ?? null,
    begun: (facts[BEGUN] ?? null) !== null,
  };
}

/** Name of the file that says: these packages are built, with the options that the platform has. */
export function readyName(packages: readonly string[]): string {
  return hash(packages.join('\n'));
}

/** The same options on, whatever order and comments they are written in. */
export function sameOptions(a: string, b: string): boolean {
  const flat = (text: string) =>
    [...parseDotConfig(text)]
      .filter(([, value]) => value !== 'n' && value !== '')
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('\n');
  return flat(a) === flat(b);
}

/** FNV-1a, twice with different starts: tells folders apart, and keeps no secret. */
function hash(text: string): string {
  const once = (start: number) => {
    let value = start;
    for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return value.toString(16).padStart(8, '0');
  };
  return `${once(0x811c9dc5)}${once(0x1b873593)}`;
}
