/**
 * How an L4Re project is built: the platform first where it is not there yet (minutes, once), then the program against it
 * (seconds). The program goes into the project's own folder and not among the platform's: all projects share the platform,
 * and two of them may call their program the same.
 */
import type { Arch, Problem } from '../../contract/problem.ts';
import type {
  BuildLine,
  BuildNote,
  BuildPlan,
  BuildRequest,
  KeptFile,
  Parsed,
  PlannedStep,
  PlannedUnit,
  PreparedFile,
  ProjectFiles,
} from '../family.ts';
import type { PlanContext } from '../source.ts';
import { packagesFor } from './packages.ts';
import { checkPlace } from './place.ts';
import {
  installed,
  KERNEL_CONFIG_FILE,
  learnedFile,
  linesFile,
  type Platform,
  type PlatformState,
  platformOf,
  projectObjects,
  readyName,
  sameOptions,
  stateOf,
  TREE_CONFIG_FILE,
} from './platform.ts';
import {
  cells,
  expectedLines,
  type Half,
  LineCounter,
  linesText,
  NO_LINES,
  type PlatformLines,
  parseLines,
} from './platform-lines.ts';
import { isForOther, processorOf } from './processors.ts';
import { BUILD, FIASCO_CONFIG, L4RE_CONFIG, MAKEFILE, PLATFORM_MK } from './project-files.ts';
import { projectTarget, requiredPackages } from './project-target.ts';
import { packageIds, TREE } from './sources.ts';
import { imageEnv, imageRecord, imageSteps, systemImage } from './system-image.ts';

const STAGES = [
  { id: 'place', title: 'Place' },
  { id: 'kernel', title: 'Microkernel' },
  { id: 'packages', title: 'Packages' },
  { id: 'compile', title: 'Compile' },
  { id: 'link', title: 'Link' },
] as const;
const STAGE = { place: 0, kernel: 1, packages: 2, compile: 3, link: 4 } as const;

/** So many are compiled sooner than a dry run has counted them, which takes its time from the build. */
const FEW_SOURCES = 8;

/** `  [/home/me/hello] ... Compiling main.o`: a line of the project's own, by its absolute path. */
const OWN_LINE = /^ {2}\[\/.+?\] (?:\.\.\. (Compiling)|==> Linking) (?:to \S+ \S+ )?(\S+)/;

function problem(code: string, title: string, why: string): Problem {
  const evidence = { firstLine: 0, lastLine: 0 };
  return { code, severity: 'error', title, why, evidence, fixes: [] };
}

export function planBuild(files: ProjectFiles, request: BuildRequest, context: PlanContext): Parsed<BuildPlan> {
  const { goal, arch, jobs } = request;
  const platform = platformOf(files, arch, context);
  const state = stateOf(platform, context);
  const packages = packagesFor(requiredPackages(files), context);
  const ready = readyName(packages);
  const taking = takesOptions(files, state);
  const { programs, sources } = projectTarget(files);
  const out = `${BUILD}/${arch}`;
  const make = projectMake(files, platform);
  const before =
    state.ready.includes(ready) && !taking.kernel && !taking.tree
      ? []
      : platformSteps(files, platform, state, { packages, ready, jobs, taking });
  const image = imageSteps(files, platform, context);
  const building = [...before, { title: 'Build', argv: [...make, `-j${jobs}`], cwd: '' }, ...image];
  const clean = { title: 'Clean', argv: [...make, 'cleanall'], cwd: '' };
  const seen = linesBefore(state, taking);
  const counter = new LineCounter(seen);
  const counted = goal === 'build' && before.length === 0 && state.begun && sources.length > FEW_SOURCES;
  const plan: BuildPlan = {
    stages: goal === 'clean' ? [{ id: 'clean', title: 'Clean' }] : STAGES,
    // A dry run tells all only where the platform is there, and the project's own folder of objects in it.
    count: counted ? { title: 'Count', argv: [...make, '-n'], cwd: '' } : null,
    countBeside: true,
    readCount: (output) => readCount(output),
    ...(goal === 'clean'
      ? {}
      : {
          known: [
            ...(before.length > 0 ? platformUnits(arch, state, packages, seen, taking) : []),
            ...(counted ? [] : programUnits(files)),
          ],
        }),
    steps:
      goal === 'clean' ? [clean] : goal === 'rebuild' ? [...before, clean, ...building.slice(before.length)] : building,
    readLine: (line) => counter.read(line) ?? ownLine(line),
    keeps: goal === 'clean' ? [] : programs.flatMap((program) => keptFiles(files, platform, program, out)),
    artifacts:
      goal === 'clean'
        ? []
        : [
            ...programs.flatMap((program) => [`${out}/${program}`, `${out}/${program}.dbg`]),
            ...(image.length > 0 ? [systemImage(platform)] : []),
          ],
    env: { BID_COLLECT_DIAGNOSTICS: 'json', ...imageEnv(platform) },
    files:
      goal === 'clean'
        ? []
        : [{ path: PLATFORM_MK, text: platformMk(files, platform) }, ...imageRecord(files, platform, context)],
    ...(goal === 'clean' ? {} : { locks: [platform.folder], prepare: before.length > 0 ? [] : keptOptions(state) }),
    ...(before.length === 0 || goal === 'clean'
      ? {}
      : { notes: isWhole(state, taking) ? linesNotes(platform, packages, counter, context) : [] }),
  };
  return { value: plan, problems: [...problemsOf(files, programs), ...otherOptions(files, arch)] };
}

/** Taken over, they would make a system for the other processor in this one's folder. */
function otherOptions(files: ProjectFiles, arch: Arch): readonly Problem[] {
  return [FIASCO_CONFIG, L4RE_CONFIG].flatMap((file) =>
    isForOther(files.read(file) ?? '', arch)
      ? [
          problem(
            'l4re.options-of-other',
            `${file} holds the options for another processor than ${arch}.`,
            `Move or delete ${file}: the next build writes it anew, with the options that the platform for ${arch} has.`,
          ),
        ]
      : [],
  );
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
function projectMake(files: ProjectFiles, { tree, objects, arch }: Platform): readonly string[] {
  return ['make', `L4DIR=${tree}`, `O=${objects}`, `INSTALLDIR_BIN_LOCAL=${programFolder(files, arch)}`];
}

/** Where programs are installed to; make puts the variant in, as it does for a folder of its own. */
function programFolder({ root }: ProjectFiles, arch: Arch): string {
  return `${root}/${BUILD}/${arch}/$(BID_install_subdir_var)`;
}

function platformMk(files: ProjectFiles, { tree, objects, arch }: Platform): string {
  return [
    '# Written by Unikernel Studio: where L4Re is on this computer. Not for version control.',
    `L4DIR := ${tree}`,
    `O := ${objects}`,
    `INSTALLDIR_BIN_LOCAL = ${programFolder(files, arch)}`,
    '',
  ].join('\n');
}

/** A project that joins a platform says from then on which options it is built with, as the first one did. */
function keptOptions({ kernelConfig, treeConfig }: PlatformState): readonly PreparedFile[] {
  const seed = (path: string, text: string | null): readonly PreparedFile[] =>
    text === null ? [] : [{ kind: 'seed', path, text }];
  return [...seed(FIASCO_CONFIG, kernelConfig), ...seed(L4RE_CONFIG, treeConfig)];
}

interface Wanted {
  readonly packages: readonly string[];
  readonly ready: string;
  readonly jobs: number;
  readonly taking: Taking;
}

/** Which half has other options than the project wants. */
interface Taking {
  readonly kernel: boolean;
  readonly tree: boolean;
}

function takesOptions(files: ProjectFiles, { kernelConfig, treeConfig }: PlatformState): Taking {
  const other = (own: string, there: string | null) => {
    const mine = files.read(own);
    return mine !== undefined && (there === null || !sameOptions(mine, there));
  };
  return { kernel: other(FIASCO_CONFIG, kernelConfig), tree: other(L4RE_CONFIG, treeConfig) };
}

function platformSteps(
  files: ProjectFiles,
  platform: Platform,
  state: PlatformState,
  { packages, ready, jobs, taking }: Wanted,
): readonly PlannedStep[] {
  const { folder, kernelSource, kernelObjects, tree, objects } = platform;
  const { kernelSetup, treeSetup } = processorOf(platform.arch);
  const step = (title: string, ...argv: string[]): PlannedStep => ({ title, argv, cwd: '' });
  return [
    step('Place', 'mkdir', '-p', folder),
    // With other options nothing of it is ready any more, also when this build is broken off.
    ...(taking.kernel || taking.tree ? [step('Place', 'rm', '-rf', '--', `${folder}/ready`, linesFile(platform))] : []),
    ...(platform.assembled && !state.hasTree ? assemble(platform) : []),
    ...(state.kernelConfig === null
      ? [step('Set up the microkernel', 'make', '-C', kernelSource, `BUILDDIR=${kernelObjects}`, ...kernelSetup)]
      : []),
    ...(taking.kernel ? takeOptions(FIASCO_CONFIG, `${kernelObjects}/${KERNEL_CONFIG_FILE}`, kernelObjects) : []),
    step('Build the microkernel', 'make', '-C', kernelObjects, `-j${jobs}`),
    ...(state.treeConfig === null
      ? [step('Set up the packages', 'make', '-C', tree, `B=${objects}`, ...treeSetup)]
      : []),
    ...(taking.tree ? takeOptions(L4RE_CONFIG, `${objects}/${TREE_CONFIG_FILE}`, objects) : []),
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
function assemble({ tree, sources, arch }: Platform): readonly PlannedStep[] {
  const from = (id: string) => sources[id] ?? '';
  return [
    { title: 'Place', argv: ['cp', '-RlT', '--', from(TREE), `${tree}.new`], cwd: '' },
    ...packageIds(arch).map((id) => ({
      title: 'Place',
      argv: ['cp', '-RlT', '--', from(id), `${tree}.new/pkg/${id}`],
      cwd: '',
    })),
    { title: 'Place', argv: ['mv', '-T', '--', `${tree}.new`, tree], cwd: '' },
  ];
}

/** The project's options in place of those of the object folder, completed by the build's own tool. */
function takeOptions(own: string, file: string, objects: string): readonly PlannedStep[] {
  return [
    { title: 'Take over the options', argv: ['cp', own, file], cwd: '' },
    { title: 'Complete the options', argv: ['make', '-C', objects, 'olddefconfig'], cwd: '' },
  ];
}

/** What was built is kept in one place, as it boots and with its symbols. */
function keptFiles(files: ProjectFiles, platform: Platform, program: string, out: string): readonly KeptFile[] {
  return [
    { from: `${files.root}/${installed(platform)}/${program}`, to: `${out}/${program}` },
    { from: `${projectObjects(platform, files)}/${program}`, to: `${out}/${program}.dbg` },
  ];
}

/** Lines that were printed in this platform's folder; with other options, what they made is made anew. */
function linesBefore({ lines, kernelConfig, treeConfig }: PlatformState, taking: Taking): PlatformLines {
  const seen = parseLines(lines) ?? NO_LINES;
  return {
    kernel: kernelConfig === null || taking.kernel ? 0 : seen.kernel,
    packages: treeConfig === null || taking.tree ? 0 : seen.packages,
  };
}

/** Whether the lines are counted from the first one on: only then does their number say how many it takes. */
function isWhole({ lines, kernelConfig, treeConfig }: PlatformState, taking: Taking): boolean {
  if (kernelConfig === null && treeConfig === null) return true;
  const changed = (taking.kernel && kernelConfig !== null) || (taking.tree && treeConfig !== null);
  return parseLines(lines) !== null && !changed;
}

function linesNotes(
  platform: Platform,
  packages: readonly string[],
  counter: LineCounter,
  context: PlanContext,
): readonly BuildNote[] {
  const text = () => linesText(counter.lines);
  const learned = learnedFile(platform.arch, packages, context);
  return [
    { path: linesFile(platform), when: 'ended', text },
    { path: learned, when: 'succeeded', text },
  ];
}

/** Cells of the platform's stages, before anything of them is known: several lines each. */
function platformUnits(
  arch: Arch,
  state: PlatformState,
  packages: readonly string[],
  seen: PlatformLines,
  taking: Taking,
): readonly PlannedUnit[] {
  const lines = expectedLines({ learned: state.learned, arch }, packages, seen);
  const half = (which: Half, stage: number, group: string) =>
    cells(which, { lines: lines[which], seen: seen[which], stage, group });
  return [
    ...(state.hasKernel && !taking.kernel ? [] : half('kernel', STAGE.kernel, 'Microkernel')),
    ...half('packages', STAGE.packages, 'Packages'),
  ];
}

/** What the program is built of, by its Makefile. */
function programUnits(files: ProjectFiles): readonly PlannedUnit[] {
  const { programs, sources } = projectTarget(files);
  return [...sources.map((source) => compileUnit(source.replace(/\.\w+$/, '.o'))), ...programs.map(linkUnit)];
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

function ownLine(line: string): BuildLine | null {
  const [, compiling, name = ''] = OWN_LINE.exec(line) ?? [];
  if (name === '') return null;
  return { kind: 'starts', unit: (compiling ? compileUnit(name) : linkUnit(name)).id, title: name };
}
