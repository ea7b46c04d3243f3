/** How Unikraft is built by GNU Make: one `make` for all stages, counted beside it, its progress read line by line. */
import type { Problem } from '../../contract/problem.ts';
import { DOT_CONFIG, parseDotConfig } from '../../engines/config/dot-config.ts';
import type { BuildLine, BuildPlan, BuildRequest, Parsed, PlannedUnit, ProjectFiles } from '../family.ts';
import type { PlanContext, Question } from '../source.ts';
import { compileCommands } from './compile-commands.ts';
import { hostToolSteps } from './host-tools.ts';
import { CORE, libraryId, libraryNames } from './libraries.ts';
import { checkPlace } from './place.ts';
import { BUILD, currentTarget, defconfigOf, imagePath, isComplete, symbolsPath } from './targets.ts';
import { unitNamer, unitOf } from './units.ts';

export const STAGES = [
  { id: 'configure', title: 'Configure' },
  { id: 'fetch', title: 'Fetch' },
  { id: 'prepare', title: 'Prepare' },
  { id: 'compile', title: 'Compile' },
  { id: 'link', title: 'Link' },
] as const;

/**
 * ld says so about 45 times in every build, of objects that are right: a kernel sets up its stack itself, and what is
 * executable there is nothing that ld decides.
 */
const STACK_NOTES =
  /: (?:warning: \S+: (?:missing \.note\.GNU-stack section implies executable stack|requires executable stack \(because the \.note\.GNU-stack section is executable\))|NOTE: This behaviour is deprecated and will be removed in a future version of the linker)$/;

/** In each link for Xen on x86_64: Unikraft hides the symbol itself before, and Xen starts a guest by a note in the image. */
const XEN_ENTRY = /: warning: cannot find entry symbol _libxenplat_start; defaulting to [0-9a-f]+$/;

/** What the studio writes for a plain `make`: where the sources are on this computer. */
export const SOURCES_MK = 'sources.mk';

function problem(code: string, title: string, why: string): Problem {
  const evidence = { firstLine: 0, lastLine: 0 };
  return { code, severity: 'error', title, why, evidence, fixes: [] };
}

/** Folders that the external libraries are in, in the order in which the project names them. */
export function libraryFolders(files: ProjectFiles, context: PlanContext): readonly string[] {
  return libraryNames(files).flatMap((name) => context.sources[libraryId(name)]?.folder ?? []);
}

function placeProblems(files: ProjectFiles, folders: readonly string[]): readonly Problem[] {
  const own = checkPlace(files.root);
  const others = folders.flatMap((folder) => {
    const objection = checkPlace(folder);
    return objection ? [problem('unikraft.place', objection.message, `A source lies in ${folder}.`)] : [];
  });
  const here = own
    ? [problem('unikraft.place', own.message, `The project lies in ${files.root}. Move or rename that folder.`)]
    : [];
  return [...here, ...others];
}

/** The same commands that the project's own Makefile gives. */
export function makeArguments(files: ProjectFiles, context: PlanContext): readonly string[] {
  const core = context.sources[CORE]?.folder ?? '';
  const libraries = libraryFolders(files, context).join(':');
  return ['-C', core, `A=${files.root}`, `O=${files.root}/${BUILD}`, `L=${libraries}`];
}

/**
 * A dry run of the inner make. Files that are made anew each time are taken for old, or everything that follows from
 * them would be counted; it writes nothing (`write_file_deferred`), and starts no second make: neither for another umask
 * nor for a step that is one (`MAKE=true`), which a dry run would carry out.
 */
function countArguments(files: ProjectFiles, context: PlanContext): readonly string[] {
  const core = context.sources[CORE]?.folder ?? '';
  const build = `${files.root}/${BUILD}`;
  const always = ['config', 'include/uk/bits/config.h', 'libuklibid/libraries.in.new', 'libuklibid/libraries.in'];
  return [
    ...['-n', '-C', core, '-f', `${core}/Makefile`, `CONFIG_UK_BASE=${core}`, `A=${files.root}`, `O=${build}`],
    ...[`L=${libraryFolders(files, context).join(':')}`, 'sub_make_exec=1', 'UMASK=$(shell umask)', 'MAKE=true'],
    ...['write_file_deferred=', ...always.flatMap((path) => ['-o', `${build}/${path}`])],
  ];
}

/** The options that the last build went by. */
export function builtConfig({ root }: Pick<ProjectFiles, 'root'>): Question {
  return { id: 'built.config', kind: 'read', path: `${root}/${BUILD}/config` };
}

/** What is in the folder that everything is made in; null while it is not there. */
export function builtNames({ root }: Pick<ProjectFiles, 'root'>): Question {
  return { id: 'built.names', kind: 'list', path: `${root}/${BUILD}` };
}

/** Options that make itself fills in, from the folders' names. */
const FILLED_IN = /^UK_(?:DEFNAME|APP|BASE|FULLVERSION)$/;

/**
 * True when the options are others than in the last build. Unikraft's make compiles by the file as it is, and lets `conf`
 * complete it meanwhile: with one line edited by hand, what that line selects would be missing until the next build.
 */
function isEdited(config: string, built: string | null | undefined): boolean {
  if (built === null || built === undefined) return false;
  const text = (values: string) => [...parseDotConfig(values)].filter(([name]) => !FILLED_IN.test(name)).join('\n');
  return text(config) !== text(built);
}

export function planBuild(files: ProjectFiles, request: BuildRequest, context: PlanContext): Parsed<BuildPlan> {
  const { goal, jobs } = request;
  const target = currentTarget(files);
  const config = files.read(DOT_CONFIG);
  const defconfig = defconfigOf(files, target);
  const common = makeArguments(files, context);
  const make = (title: string, ...args: string[]) => ({ title, argv: ['make', ...common, ...args], cwd: '' });
  const problems = [...placeProblems(files, [context.sources[CORE]?.folder ?? '', ...libraryFolders(files, context)])];
  if (config === undefined && defconfig === null && goal !== 'clean') {
    problems.push(
      problem(
        'unikraft.no-config',
        'The project has neither a `.config` nor a defconfig.',
        'make would open its menu and wait for a person. Save the options in the Config view, or add `defconfigs/qemu-x86_64`.',
      ),
    );
  }
  const configure =
    config === undefined
      ? [
          {
            ...make('Configure', 'defconfig'),
            env: { UK_DEFCONFIG: `${files.root}/${defconfig ?? ''}` },
          },
        ]
      : isComplete(config)
        ? isEdited(config, context.facts[builtConfig(files).id])
          ? [make('Configure', 'olddefconfig')]
          : []
        : // Options of another target came in: objects of the one before must not be linked with new ones.
          [make('Configure', 'olddefconfig'), make('Clean', 'clean')];
  const isNew = (context.facts[builtConfig(files).id] ?? null) === null;
  const tools = configure.length > 0 ? [] : hostToolSteps(files, jobs, context);
  const clean = make('Clean', config === undefined ? 'properclean' : 'clean');
  const build = make('Build', `-j${jobs}`);
  const steps =
    goal === 'clean'
      ? [clean]
      : goal === 'rebuild'
        ? [...configure.slice(0, 1), ...tools, clean, build]
        : [...configure, ...tools, build];
  const image = imagePath(files);
  const namer = unitNamer();
  const plan: BuildPlan = {
    stages: goal === 'clean' ? [{ id: 'clean', title: 'Clean' }] : STAGES,
    count: goal === 'clean' ? null : { title: 'Count', argv: ['make', ...countArguments(files, context)], cwd: '' },
    countBeside: true,
    readCount: (output) => readCount(output, files.root, isNew || steps.some(({ argv }) => argv.includes('clean'))),
    recount: {
      on: (line) => /^ {2}GEN +config\.h$/.test(line),
      unless: (units) => units.some(({ label }) => label === 'uk-gdb.py'),
    },
    steps,
    countAt: steps.length - 1,
    ...wholeName(files, context, steps),
    readLine: (line) => readLine(line, namer),
    artifacts: goal === 'clean' ? [] : [image, symbolsPath(files)],
    env: {},
    hides: (line) => STACK_NOTES.test(line) || XEN_ENTRY.test(line),
    files: goal === 'clean' ? [] : [{ path: SOURCES_MK, text: sourcesMk(files, context) }],
    derived: [
      {
        path: `${BUILD}/compile_commands.json`,
        from: { folder: BUILD, suffix: '.o.cmd' },
        text: (commands) => compileCommands(commands, `${files.root}/${BUILD}`),
      },
    ],
  };
  return { value: plan, problems };
}

/** Files that say what is compiled, beside the options. */
const RULES = /(?:^|\/)(?:Makefile[^/]*|[^/]+\.(?:mk|uk))$/;

/**
 * A build in a folder that is not there yet makes everything. What that is, is decided by the options, the trees, the
 * project's own rules, and which files there are for these to find.
 */
function wholeName(
  files: ProjectFiles,
  context: PlanContext,
  steps: BuildPlan['steps'],
): { readonly wholeAs?: string } {
  const config = files.read(DOT_CONFIG);
  if (config === undefined || !Object.hasOwn(context.facts, builtNames(files).id)) return {};
  if (context.facts[builtNames(files).id] !== null) return {};
  const trees = Object.entries(context.sources).map(([id, { folder, version, commit }]) => [
    id,
    folder,
    version,
    commit,
  ]);
  const rules = files.paths.filter((path) => RULES.test(path)).map((path) => [path, files.read(path) ?? '']);
  return { wholeAs: JSON.stringify([steps.map(({ argv }) => argv), config, trees, rules, files.paths]) };
}

function sourcesMk(files: ProjectFiles, context: PlanContext): string {
  const lines = [
    '# Written by Unikernel Studio: where the sources are on this computer. Not for version control.',
    `UK_ROOT ?= ${context.sources[CORE]?.folder ?? ''}`,
  ];
  const libraries = libraryFolders(files, context);
  if (libraries.length > 0) lines.push(`UK_LIB_DIRS ?= ${libraries.join(':')}`);
  return `${lines.join('\n')}\n`;
}

/** `printf '  %-7s %s\n' 'CC'  'libkvmplat':' trace.common.o' &&  /bin/bash …/libkvmplat/trace.common.o.cmd` */
const PLANNED = /^printf ' {2}%-7s %s\\n' '([A-Z0-9]+)' {2}'(.*)' && (.*)$/;
const OUTPUT = /^ *\S+ (\S+)\.cmd\b/;
/** Made in every build, whatever has changed; the dry run does not count them, nor the header. */
const ALWAYS = ['LN Makefile', 'CP config', 'GEN libuklibid: libraries.in.new', 'CP libuklibid: libraries.in'];

/** @param header whether the options are read anew for certain: nothing was built from them yet */
export function readCount(output: string, root: string, header = false): readonly PlannedUnit[] {
  const namer = unitNamer();
  const always = ALWAYS.map((text) => unitOf(namer(text), text, undefined));
  const options = unitOf('GEN config.h', 'GEN config.h', `${BUILD}/include/uk/bits/config.h`);
  const found = output.split(/\r?\n/).flatMap((line): PlannedUnit[] => {
    const [, label = '', what = '', command = ''] = PLANNED.exec(line) ?? [];
    if (label === '') return [];
    const text = `${label} ${what.replace("':' ", ': ')}`;
    if (text === 'GEN config.h' || ALWAYS.includes(text)) return [];
    const output = OUTPUT.exec(command)?.[1];
    const inside = output?.startsWith(`${root}/`) ? output.slice(root.length + 1) : undefined;
    return [unitOf(namer(text), text, inside)];
  });
  return [...always, { ...options, unchanged: !header }, ...found];
}

/** `  CC      libkvmplat: trace.common.o` */
const PROGRESS = /^ {2}([A-Z0-9]{2,}) +(\S.*)$/;

export function readLine(line: string, namer: (text: string) => string): BuildLine | null {
  const [, label = '', what = ''] = PROGRESS.exec(line) ?? [];
  if (label === '') return null;
  const text = `${label} ${what}`;
  const unit = namer(text);
  return { kind: 'starts', unit, title: what, about: unitOf(unit, text, undefined) };
}
