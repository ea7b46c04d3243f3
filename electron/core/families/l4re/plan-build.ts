/**
 * How an L4Re project is built: the platform first where it is not there yet (minutes, once), then the program against it
 * (seconds), counted by a dry run. The program's files are copied into the project, since all projects share the platform.
 */
import type { Problem } from '../../contract/problem.ts';
import type { BuildLine, BuildPlan, BuildRequest, Parsed, PlannedStep, PlannedUnit, ProjectFiles } from '../family.ts';
import type { PlanContext } from '../source.ts';
import { packagesFor } from './packages.ts';
import { checkPlace } from './place.ts';
import {
  KERNEL_CONFIG_FILE,
  L4_ARCHS,
  type Platform,
  type PlatformState,
  platformOf,
  readyName,
  sameOptions,
  stateOf,
  TREE_CONFIG_FILE,
} from './platform.ts';
import { BUILD, FIASCO_CONFIG, L4RE_CONFIG, MAKEFILE, PLATFORM_MK } from './project-files.ts';
import { projectTarget, requiredPackages } from './project-target.ts';
import { PACKAGE_IDS, TREE } from './sources.ts';

const STAGES = [
  { id: 'place', title: 'Place' },
  { id: 'kernel', title: 'Microkernel' },
  { id: 'packages', title: 'Packages' },
  { id: 'compile', title: 'Compile' },
  { id: 'link', title: 'Link' },
] as const;
const STAGE = { place: 0, kernel: 1, packages: 2, compile: 3, link: 4 } as const;

/**
 * Lines that the two halves of the platform print, for the pinned set with its own options; a cell stands for several.
 * Other options mean some more or less: the last cell of a stage waits for its end.
 */
const KERNEL_LINES = 440;
const PACKAGE_LINES = 6270;
const LINES_A_CELL = 10;

const KERNEL_LINE = /^ {2}(?:\.\.\. (?:Making|Preprocessing)|==> Linking) (\S+)/;
const PACKAGE_LINE = /^ {2}\[(.+?)\] (?:\.\.\. Compiling|==> Linking) (?:to \S+ \S+ )?(\S+)/;

function problem(code: string, title: string, why: string): Problem {
  const evidence = { firstLine: 0, lastLine: 0 };
  return { code, severity: 'error', title, why, evidence, fixes: [] };
}

export function planBuild(files: ProjectFiles, request: BuildRequest, context: PlanContext): Parsed<BuildPlan> {
  const { goal, arch, jobs } = request;
  const platform = platformOf(files, arch, context);
  const state = stateOf(platform, context);
  const packages = packagesFor(requiredPackages(files), context);
  const ready = readyName(packages, files);
  const { programs } = projectTarget(files);
  const out = `${BUILD}/${arch}`;
  const make = projectMake(platform);
  const before = state.ready.includes(ready) ? [] : platformSteps(files, platform, state, { packages, ready, jobs });
  const building = [
    ...before,
    { title: 'Build', argv: [...make, `-j${jobs}`], cwd: '' },
    ...programs.flatMap((program) => keepSteps(files, platform, program, out)),
  ];
  const clean = { title: 'Clean', argv: [...make, 'cleanall'], cwd: '' };
  const reader = lineReader();
  const plan: BuildPlan = {
    stages: goal === 'clean' ? [{ id: 'clean', title: 'Clean' }] : STAGES,
    // The Makefile can be asked only when the platform that it is built against is there.
    count: goal === 'clean' || before.length > 0 ? null : { title: 'Count', argv: [...make, '-n'], cwd: '' },
    countBeside: true,
    readCount: (output) => readCount(output),
    ...(before.length > 0 && goal !== 'clean' ? { known: platformUnits(state, files) } : {}),
    steps:
      goal === 'clean' ? [clean] : goal === 'rebuild' ? [...before, clean, ...building.slice(before.length)] : building,
    readLine: reader,
    artifacts: goal === 'clean' ? [] : programs.flatMap((program) => [`${out}/${program}`, `${out}/${program}.dbg`]),
    env: { BID_COLLECT_DIAGNOSTICS: 'json' },
    files: goal === 'clean' ? [] : [{ path: PLATFORM_MK, text: platformMk(platform) }],
    ...(goal === 'clean' ? {} : { locks: [platform.folder] }),
  };
  return { value: plan, problems: problemsOf(files, programs) };
}

function problemsOf(files: ProjectFiles, programs: readonly string[]): readonly Problem[] {
  const place = checkPlace(files.root);
  return [
    ...(place
      ? [problem('l4re.place', place.message, `The project lies in ${files.root}. Move or rename that folder.`)]
      : []),
    ...(programs.length === 0
      ? [
          problem(
            'l4re.no-target',
            'The Makefile names no program.',
            `\`TARGET = …\` in ${MAKEFILE} says what is built.`,
          ),
        ]
      : []),
  ];
}

/** The same for every make of the project: where the tree is, and where its objects are. */
function projectMake({ tree, objects }: Platform): readonly string[] {
  return ['make', `L4DIR=${tree}`, `O=${objects}`];
}

function platformMk({ tree, objects }: Platform): string {
  return [
    '# Written by Unikernel Studio: where L4Re is on this computer. Not for version control.',
    `L4DIR := ${tree}`,
    `O := ${objects}`,
    '',
  ].join('\n');
}

interface Wanted {
  readonly packages: readonly string[];
  readonly ready: string;
  readonly jobs: number;
}

function platformSteps(
  files: ProjectFiles,
  platform: Platform,
  state: PlatformState,
  { packages, ready, jobs }: Wanted,
): readonly PlannedStep[] {
  const { folder, kernelSource, kernelObjects, tree, objects } = platform;
  const step = (title: string, ...argv: string[]): PlannedStep => ({ title, argv, cwd: '' });
  return [
    step('Place', 'mkdir', '-p', folder),
    ...(platform.assembled && !state.hasTree ? assemble(platform) : []),
    ...(state.kernelConfig === null
      ? [step('Set up the microkernel', 'make', '-C', kernelSource, `BUILDDIR=${kernelObjects}`)]
      : []),
    ...takeOptions(files, FIASCO_CONFIG, `${kernelObjects}/${KERNEL_CONFIG_FILE}`, kernelObjects, state.kernelConfig),
    step('Build the microkernel', 'make', '-C', kernelObjects, `-j${jobs}`),
    ...(state.treeConfig === null ? [step('Set up the packages', 'make', '-C', tree, `B=${objects}`)] : []),
    ...takeOptions(files, L4RE_CONFIG, `${objects}/${TREE_CONFIG_FILE}`, objects, state.treeConfig),
    step('Build the packages', 'make', '-C', objects, `-j${jobs}`, ...packages.map((path) => `pkg/${path}`)),
    step('Note what is ready', 'mkdir', '-p', `${folder}/ready/${ready}`),
    // From now on the project says which options it was built with.
    ...(files.read(FIASCO_CONFIG) === undefined
      ? [step('Keep the options', 'cp', `${kernelObjects}/${KERNEL_CONFIG_FILE}`, FIASCO_CONFIG)]
      : []),
    ...(files.read(L4RE_CONFIG) === undefined
      ? [step('Keep the options', 'cp', `${objects}/${TREE_CONFIG_FILE}`, L4RE_CONFIG)]
      : []),
  ];
}

/**
 * The packages' Makefiles find the tree two folders above them, so the tree is put together in one place; as links to the
 * files of the downloads, which nothing writes to.
 */
function assemble({ tree, sources }: Platform): readonly PlannedStep[] {
  const from = (id: string) => sources[id] ?? '';
  return [
    { title: 'Place', argv: ['cp', '-RlT', '--', from(TREE), `${tree}.new`], cwd: '' },
    ...PACKAGE_IDS.map((id) => ({
      title: 'Place',
      argv: ['cp', '-RlT', '--', from(id), `${tree}.new/pkg/${id}`],
      cwd: '',
    })),
    { title: 'Place', argv: ['mv', '-T', '--', `${tree}.new`, tree], cwd: '' },
  ];
}

/** The project's options in place of those of the object folder, completed by the build's own tool. */
function takeOptions(
  files: ProjectFiles,
  own: string,
  file: string,
  objects: string,
  there: string | null,
): readonly PlannedStep[] {
  const mine = files.read(own);
  if (mine === undefined || (there !== null && sameOptions(mine, there))) return [];
  return [
    { title: 'Take over the options', argv: ['cp', own, file], cwd: '' },
    { title: 'Complete the options', argv: ['make', '-C', objects, 'olddefconfig'], cwd: '' },
  ];
}

/** All projects share the platform's `bin`: what was built is kept in the project, as it boots and with its symbols. */
function keepSteps(files: ProjectFiles, platform: Platform, program: string, out: string): readonly PlannedStep[] {
  const folder = L4_ARCHS[platform.arch] ?? '';
  const objects = `${platform.objects}/ext-pkg${files.root}/OBJ-${folder}-std-l4f`;
  const install = (from: string, to: string) => ({
    title: 'Keep',
    argv: ['install', '-D', '--', from, to],
    cwd: '',
  });
  return [
    install(`${platform.objects}/bin/${folder}/l4f/${program}`, `${out}/${program}`),
    install(`${objects}/${program}`, `${out}/${program}.dbg`),
  ];
}

/** Cells of the platform's stages, before anything of them is known: several lines each. */
function platformUnits(state: PlatformState, files: ProjectFiles): readonly PlannedUnit[] {
  const cells = (kind: 'kernel' | 'packages', lines: number, group: string): readonly PlannedUnit[] =>
    Array.from({ length: Math.ceil(lines / LINES_A_CELL) }, (_, index) => ({
      id: cellId(kind, index),
      group,
      label: `${index * LINES_A_CELL + 1} to ${(index + 1) * LINES_A_CELL}`,
      stage: STAGE[kind],
      unchanged: false,
    }));
  const { programs, sources } = projectTarget(files);
  return [
    ...(state.hasKernel ? [] : cells('kernel', KERNEL_LINES, 'Microkernel')),
    ...cells('packages', PACKAGE_LINES, 'Packages'),
    ...sources.map((source) => compileUnit(source.replace(/\.\w+$/, '.o'))),
    ...programs.map(linkUnit),
  ];
}

function cellId(kind: string, index: number): string {
  return `${kind} ${index}`;
}

function compileUnit(object: string): PlannedUnit {
  return { id: `compile ${object}`, group: 'program', label: object, stage: STAGE.compile, unchanged: false };
}

function linkUnit(program: string): PlannedUnit {
  return { id: `link ${program}`, group: 'program', label: program, stage: STAGE.link, unchanged: false };
}

/** `echo -e "  [/home/user/app] ... Compiling main.o";  …` in a dry run; the project's own folder is in the brackets. */
const PLANNED = /^echo -e "? {2}\[\/.*?\] (?:\.\.\. (Compiling)|==> (Linking)) (\S+?)"/;

export function readCount(output: string): readonly PlannedUnit[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, compiling, linking, name = ''] = PLANNED.exec(line) ?? [];
    return compiling ? [compileUnit(name)] : linking ? [linkUnit(name)] : [];
  });
}

/** Lines of the program are known by the absolute path in brackets; those of packages by their names. */
export function lineReader(): (line: string) => BuildLine | null {
  const counts = { kernel: 0, packages: 0 };
  const cell = (kind: keyof typeof counts, title: string): BuildLine => ({
    kind: 'starts',
    unit: cellId(kind, Math.floor(counts[kind]++ / LINES_A_CELL)),
    title,
  });
  return (line) => {
    const kernel = KERNEL_LINE.exec(line)?.[1];
    if (kernel) return cell('kernel', kernel);
    const [, place = '', name = ''] = PACKAGE_LINE.exec(line) ?? [];
    if (name === '') return null;
    if (!place.startsWith('/')) return cell('packages', `${place}: ${name}`);
    const unit = line.includes('... Compiling') ? compileUnit(name) : linkUnit(name);
    return { kind: 'starts', unit: unit.id, title: name };
  };
}
