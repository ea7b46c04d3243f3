/** How a Hermit project is built: plain cargo for the program and its kernel, and the loader once for each version. */
import type { Problem } from '../../contract/problem.ts';
import { isCargoJson, parseCargoMessage } from '../../engines/cargo/cargo-message.ts';
import { packageNameFault } from '../../engines/cargo/package-name.ts';
import { type CargoUnit, parseUnitGraph, UnitFollower } from '../../engines/cargo/unit-graph.ts';
import type { BuildLine, BuildPlan, BuildRequest, Parsed, PlannedStep, PlannedUnit, ProjectFiles } from '../family.ts';
import type { PlanContext } from '../source.ts';
import { type HermitProject, hermitProject, MANIFEST } from './hermit-project.ts';
import { keptUnits } from './kept-units.ts';
import { builtLoader, loaderTarget, ownLoader } from './loaders.ts';
import { localHermit } from './local-crates.ts';
import { buildVariables } from './settings.ts';
import { TARGETS } from './targets.ts';
import { chooseToolchain, type Toolchain } from './toolchain.ts';

export const TARGET_FOLDER = 'target';
const STAGES = [
  { id: 'std', title: 'Standard library' },
  { id: 'crates', title: 'Crates' },
  { id: 'kernel', title: 'Kernel' },
  { id: 'program', title: 'Program' },
] as const;
const JSON_MESSAGES = '--message-format=json-diagnostic-rendered-ansi';
/** What a build script prints under `-vv`. */
const NESTED = /^\[hermit (\S+)\] ?/;
const NESTED_COMPILES = /^\s+(?:Compiling|Checking) ([\w-]+) v/;
const SCRIPT_RUNS = /\/build\/([\w-]+)-[0-9a-f]{16}\/build-script-[\w-]+`$/;
const CRATE_NAME = /--crate-name (\w+) /;
const COMMAND = /^ {5}Running `/;
/** How the build script tells of the kernel's cargo: a screen of variables that are taken away stands before the command. */
const KERNEL_COMMAND = /^(\[hermit \S+\] )cargo::?warning=(\$ cd (?:"[^"]*"|\S+) && )(?:env (?:-u \w+ )*)?(.*)$/;
const NOISE =
  /^ {7}Fresh |^ {7}Dirty |^warning: hermit@\S+: \$ |^\[[\w-]+ \d[^\]]*\] (?:cargo::?(?!warning)|\$ | {5}Running `| {7}Fresh )/;

export function planBuild(files: ProjectFiles, request: BuildRequest, context: PlanContext): Parsed<BuildPlan> {
  const project = hermitProject(files);
  const { arch, goal } = request;
  if (!files.paths.includes(MANIFEST)) return planReadyMade(files, project, request, context);
  const { toolchain, problems } = chooseToolchain(arch, context);
  const own = manifestProblems(project, files.read(MANIFEST) ?? '');
  if (!toolchain) return { value: emptyPlan(), problems: [...own, ...problems] };
  const clean: PlannedStep = { title: 'Clean', argv: [...toolchain.cargo, 'clean'], cwd: '' };
  const local = localHermit(project, context);
  const prepare = [...toolchain.prepare, ...(local?.prepare ?? [])];
  const shared = {
    env: { ...buildVariables(files.read(MANIFEST) ?? ''), ...environment(toolchain, context) },
    prepare,
  };
  if (goal === 'clean') {
    return { value: { ...emptyPlan(), ...shared, steps: [clean] }, problems: own };
  }
  const { triple } = TARGETS[arch];
  const chosen = [
    ...['build', '--target', triple, '--bin', project.program],
    ...(toolchain.buildStd ? ['-Zbuild-std=std,panic_abort'] : []),
    ...['--jobs', String(request.jobs), ...(local?.args ?? [])],
  ];
  const build: PlannedStep = {
    title: toolchain.reason,
    argv: [...toolchain.cargo, ...chosen, JSON_MESSAGES, '-vv'],
    cwd: '',
  };
  // On a stable cargo the unit graph is had by the same door as in a distribution's.
  const count: PlannedStep = {
    title: 'Count the units',
    argv: [...toolchain.cargo, ...chosen, '--unit-graph', '-Zunstable-options'],
    cwd: '',
    env: { RUSTC_BOOTSTRAP: '1' },
  };
  const command = [toolchain.reason, ...toolchain.cargo, ...chosen.filter((word) => word !== String(request.jobs))];
  const kept = keptUnits(files, project, context, { folder: TARGET_FOLDER, count: command });
  const { counted, ...following } = follow(kept.units);
  const loader = loaderStep(files, request, context, toolchain);
  return {
    value: {
      stages: STAGES,
      count: kept.units === null ? count : null,
      ...(kept.units === null ? {} : { known: kept.units.map(plannedUnit) }),
      notes: kept.notes(counted),
      countBeside: true,
      // The program first: its mistakes are seen at once, and the loader takes its time.
      steps: [...(goal === 'rebuild' ? [clean] : []), build, ...(loader ? [loader] : [])],
      ...following,
      artifacts: [imagePath(project, arch)],
      hides: hides(files.root),
      shows: (line) => KERNEL_COMMAND.exec(line)?.slice(1).join('') ?? null,
      ...shared,
    },
    problems: own,
  };
}

/** An image that was built elsewhere: the loader is all that it lacks. */
function planReadyMade(
  files: ProjectFiles,
  { readyMade }: HermitProject,
  request: BuildRequest,
  context: PlanContext,
): Parsed<BuildPlan> {
  if (readyMade === null) return { value: emptyPlan(), problems: [noManifest()] };
  const ready = { ...emptyPlan(), artifacts: [readyMade] };
  if (request.goal === 'clean' || !lacksLoader(files, request.arch, context)) return { value: ready, problems: [] };
  const { toolchain, problems } = chooseToolchain(request.arch, context);
  if (!toolchain) return { value: ready, problems };
  const loader = loaderStep(files, request, context, toolchain);
  const { env, prepare } = toolchain;
  const stages = [{ id: 'loader', title: 'Loader' }];
  return { value: { ...ready, stages, env, prepare, steps: loader ? [loader] : [] }, problems: [] };
}

export function imagePath(project: HermitProject, arch: BuildRequest['arch']): string {
  return `${TARGET_FOLDER}/${TARGETS[arch].triple}/debug/${project.program}`;
}

function emptyPlan(): BuildPlan {
  return {
    stages: [],
    count: null,
    readCount: () => [],
    steps: [],
    readLine: () => null,
    artifacts: [],
    env: {},
  };
}

/** The kernel's folder: the source that the studio has, or the submodule of a crate's whole tree. */
function environment(toolchain: Toolchain, { sources }: PlanContext): Readonly<Record<string, string>> {
  const { kernel } = sources;
  return kernel ? { ...toolchain.env, HERMIT_MANIFEST_DIR: kernel.folder } : toolchain.env;
}

/** Whether it has to be built: it is neither the project's own nor one that was built before. */
function lacksLoader(files: ProjectFiles, arch: BuildRequest['arch'], { sources, facts }: PlanContext): boolean {
  return sources.loader !== undefined && !ownLoader(files, arch) && (facts['loader.size'] ?? null) === null;
}

function loaderStep(
  files: ProjectFiles,
  { arch }: BuildRequest,
  context: PlanContext,
  toolchain: Toolchain,
): PlannedStep | null {
  const source = context.sources.loader;
  if (!source || !lacksLoader(files, arch, context)) return null;
  const { folder, version } = builtLoader(context.cache, source, arch);
  const manifest = `${source.folder}/Cargo.toml`;
  return {
    title: `Build the Hermit loader ${version}`,
    argv: [
      ...[...toolchain.cargo, 'run', `--manifest-path=${manifest}`, '--package=xtask', `--target-dir=${folder}`, '--'],
      ...['build', '--target', loaderTarget(arch, version), '--release', '--target-dir', folder],
    ],
    cwd: '',
  };
}

/** The run of hermit's build script is a cargo of its own: it builds the kernel. */
const isKernel = (unit: CargoUnit) => unit.runs && unit.package === 'hermit';

function plannedUnit(unit: CargoUnit): PlannedUnit {
  const ofKernel = isKernel(unit);
  const stage = unit.isStd ? 0 : ofKernel ? 2 : unit.targetKind === 'bin' ? 3 : 1;
  return {
    id: unit.id,
    group: unit.isStd ? 'std' : ofKernel ? 'kernel' : unit.isHost ? 'build scripts and macros' : unit.package,
    label: ofKernel ? 'hermit kernel' : unit.runs ? `${unit.package} (build script runs)` : unit.target,
    stage,
    unchanged: false,
  };
}

/** One for each build: it knows the units as soon as they are counted, and how often each was met. */
function follow(
  kept: readonly CargoUnit[] | null,
): Pick<BuildPlan, 'readCount' | 'readLine'> & { counted(): readonly CargoUnit[] } {
  const follower = new UnitFollower();
  const ended = new Set<string>();
  let units: readonly CargoUnit[] = kept ?? [];

  function starts(unit: CargoUnit | undefined, title: string): BuildLine | null {
    return unit ? { kind: 'starts', unit: unit.id, title } : null;
  }
  const kernel = () => units.find(isKernel);
  const inCommand = commandLines();
  return {
    counted: () => units,
    readCount(output) {
      units = parseUnitGraph(output);
      return units.map(plannedUnit);
    },
    readLine(line) {
      if (isCargoJson(line)) {
        const message = parseCargoMessage(line);
        const unit = message && follower.end(message);
        if (!unit) return null;
        ended.add(unit);
        return { kind: 'ends', unit };
      }
      const nested = NESTED.exec(line);
      if (nested) {
        const crate = NESTED_COMPILES.exec(line.slice(nested[0].length))?.[1];
        return crate ? starts(kernel(), `kernel: ${crate}`) : null;
      }
      if (!inCommand(line)) return null;
      const script = SCRIPT_RUNS.exec(line)?.[1];
      if (script)
        return starts(
          units.find((unit) => unit.runs && unit.package === script),
          `${script}: build script`,
        );
      const name = CRATE_NAME.exec(line)?.[1];
      const fits = (unit: CargoUnit) => !unit.runs && unit.target.replaceAll('-', '_') === name && !ended.has(unit.id);
      return name ? starts(units.find(fits), name.replaceAll('_', '-')) : null;
    },
  };
}

/** Tells the lines of a command that cargo shows: its variables (a crate's description) may hold line breaks. */
function commandLines(): (line: string) => boolean {
  let isOpen = false;
  return (line) => {
    if (isCargoJson(line) || NESTED.test(line)) return false;
    const isOne = isOpen || COMMAND.test(line);
    isOpen = isOne && !line.endsWith('`');
    return isOne;
  };
}

function hides(root: string): (line: string) => boolean {
  const inCommand = commandLines();
  return (line) => inCommand(line) || NOISE.test(line) || isForeignWarning(line, root);
}

function isForeignWarning(line: string, root: string): boolean {
  if (!isCargoJson(line) || !line.includes('"level":"warning"')) return false;
  const message = parseCargoMessage(line);
  return message?.kind === 'compiler-message' && !message.packageId.includes(`file://${encodeURI(root)}`);
}

function manifestProblems(project: HermitProject, text: string): readonly Problem[] {
  const evidence = { firstLine: 0, lastLine: 0 };
  const { manifest, dependency } = project;
  const at = (line: number, column = 1) => ({ file: MANIFEST, line, column });
  if (manifest.problems.length > 0) {
    return manifest.problems.map(({ message, line, column }) => ({
      ...{ code: 'cargo.manifest', severity: 'error' as const, title: `Cargo.toml is not TOML: ${message}` },
      ...{ at: at(line, column), evidence, fixes: [] },
    }));
  }
  const fault = manifest.name === '' ? null : packageNameFault(manifest.name);
  if (fault !== null) {
    const line = text.split('\n').findIndex((each) => /^name\s*=/.test(each)) + 1;
    return [
      {
        ...{ code: 'cargo.package-name', severity: 'error', title: `Cargo takes no package named “${manifest.name}”` },
        ...{ why: fault, at: at(Math.max(1, line)), evidence, fixes: [] },
      },
    ];
  }
  if (dependency) return [];
  return [
    {
      code: 'hermit.no-dependency',
      severity: 'error',
      title: 'Cargo.toml has no dependency `hermit`',
      why: 'The kernel comes into the program through that crate. It is had from git: the one on crates.io is empty.',
      at: at(1),
      evidence,
      fixes: [],
    },
  ];
}

function noManifest(): Problem {
  return {
    code: 'hermit.no-manifest',
    severity: 'error',
    title: 'There is no Cargo.toml here',
    why: 'A Hermit program is a Cargo package. A ready-made image is named as `run.initrd` in .unikernel-studio.json.',
    evidence: { firstLine: 0, lastLine: 0 },
    fixes: [],
  };
}
