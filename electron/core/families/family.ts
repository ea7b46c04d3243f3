/**
 * What a unikernel family is: pure descriptions that services carry out. A family never touches a file or a process;
 * adding one is a folder here, a folder in resources/families and a line in the registry.
 */
import type { FamilyId } from '../base/id.ts';
import type { ImageGroup } from '../contract/image.ts';
import type { Arch, Parsed, Problem } from '../contract/problem.ts';
import type { BuildTarget, Measured } from '../contract/project.ts';
import type { RunField } from '../contract/run-settings.ts';
import type { Accelerator } from '../contract/vm.ts';
import type { KraftRun } from '../engines/kraft/kraft-argv.ts';
import type { ConfigSource } from './config-source.ts';
import type { PlanContext, Purpose, Question, SourceRequirement } from './source.ts';

/** The project's files as a snapshot: relative paths with `/`. Large and binary files are listed and not readable. */
export interface ProjectFiles {
  readonly root: string;
  readonly paths: readonly string[];
  read(path: string): string | undefined;
}

export type { Parsed };

export interface ToolRequirement {
  /** Stable name, shared by the families that need the same tool: `gcc`, `make`, `qemu-system-x86_64`. */
  readonly id: string;
  readonly name: string;
  /** Programs that will do, in order of preference; looked up in PATH. */
  readonly commands: readonly string[];
  /** Arguments that print the version, and the pattern whose first group is it. */
  readonly versionArgv: readonly string[];
  readonly versionPattern: string;
  /** What it is for: "compiles and links the kernel". */
  readonly why: string;
  /** Missing: needed always. Given: needed only to build or run for these. */
  readonly archs?: readonly Arch[];
  readonly required: boolean;
  /** Package names by package manager. */
  readonly packages: Readonly<Partial<Record<PackageManager, readonly string[]>>>;
  /** What installs it where no package of the system holds it: a tool of a language's own. */
  readonly installArgv?: readonly string[];
  /** Versions known to work badly, and what to know about them. `from` and `below` compare numerically by parts. */
  readonly limits?: readonly { readonly from?: string; readonly below?: string; readonly note: string }[];
}
export type PackageManager = 'apt' | 'dnf' | 'pacman' | 'zypper' | 'brew';

export interface PlannedStep {
  readonly title: string;
  /** argv[0] is looked up in PATH; never a shell string. */
  readonly argv: readonly string[];
  /** Relative to the project's root; '' for the root. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface PlannedUnit {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly stage: number;
  readonly unchanged: boolean;
  /** The file that it makes, relative to the root: tells when it is done, and which one failed. */
  readonly output?: string;
}

/**
 * A build as data. `count` prints, without building, what there is and what would be done; `readCount` understands it.
 * `readLine` understands one line of the real build's output.
 */
export interface BuildPlan {
  readonly stages: readonly { readonly id: string; readonly title: string }[];
  readonly count: PlannedStep | null;
  /**
   * True: counting makes nothing at all (no included file either), so it may run while the first step runs already, and
   * costs no time of its own.
   */
  readonly countBeside?: boolean;
  readCount(output: string): readonly PlannedUnit[];
  /**
   * Step (from 0) that the count runs beside: what the ones before it do decides what there is to count. Default: 0.
   */
  readonly countAt?: number;
  /**
   * All that decides what this build makes, where that can be said beforehand because nothing is made yet: after one good
   * build under this name, the next one under it is not counted. Missing: each build is.
   */
  readonly wholeAs?: string;
  /**
   * After a line that is `on` what was counted may no longer be true (the options were read anew), so it is counted once
   * more, `unless` the first count says that nothing was there anyway.
   */
  readonly recount?: { on(line: string): boolean; unless(units: readonly PlannedUnit[]): boolean };
  readonly steps: readonly PlannedStep[];
  readLine(line: string): BuildLine | null;
  /** Small files that say what is particular to this computer; written before the first step where they differ. */
  readonly files?: readonly { readonly path: string; readonly text: string }[];
  /** Files that are made of what the build left, when all its steps went well. `text`: null for none. */
  readonly derived?: readonly DerivedFile[];
  /** Files that others write over later, copied into the project when all steps went well. */
  readonly keeps?: readonly KeptFile[];
  /** Files that exist after a good build, relative to the root; the first is the image. */
  readonly artifacts: readonly string[];
  /** Environment for every step (on top of a cleaned one). */
  readonly env: Readonly<Record<string, string>>;
  /** Units that are known without counting; those that the count finds come on top. */
  readonly known?: readonly PlannedUnit[];
  /** Folders outside the project that one build at a time may work in, absolute: of all projects, in all studios. */
  readonly locks?: readonly string[];
  /** What has to lie in the family's cache folder before the first step. */
  readonly prepare?: readonly PreparedFile[];
  /** What this build leaves for the next one to know, in the family's cache folder: how far it came. */
  readonly notes?: readonly BuildNote[];
  /** Lines that are there for programs only: the log leaves them out. */
  hides?(line: string): boolean;
  /** The text of a line that a tool writes for programs: the log shows it instead. null: the line is shown as it is. */
  shows?(line: string): string | null;
}

/** `path` is absolute; its folder is there. Written when the build ends, however it does, or only when it ended well. */
export interface BuildNote {
  readonly path: string;
  readonly when: 'ended' | 'succeeded';
  text(): string;
}

/** `from` is absolute, `to` relative to the root. */
export interface KeptFile {
  readonly from: string;
  readonly to: string;
}

/** Paths are relative to the root; `from` names all files below a folder whose names end so. */
export interface DerivedFile {
  readonly path: string;
  readonly from: { readonly folder: string; readonly suffix: string };
  text(files: readonly { readonly path: string; readonly text: string }[]): string | null;
}

/**
 * A file of the studio's own, or a link to one of this computer: `path` is absolute and inside `PlanContext.cache`. A seed
 * is a file of the project that its tools would write themselves (`path` is relative): it is written where there is none.
 */
export type PreparedFile =
  | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly executable: boolean }
  | { readonly kind: 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'seed'; readonly path: string; readonly text: string };

/**
 * `starts`: the unit of this id is being made now (units may run side by side); `ends`: it is made. `about`: what the
 * unit is, for one that was made before the count looked, or that no count foresaw.
 */
export type BuildLine =
  | { readonly kind: 'starts'; readonly unit: string; readonly title: string; readonly about?: PlannedUnit }
  | { readonly kind: 'ends'; readonly unit: string };

export interface BuildRequest {
  readonly goal: 'build' | 'rebuild' | 'clean';
  readonly arch: Arch;
  /** Jobs that make may run side by side. */
  readonly jobs: number;
}

/** One of the ways to build a project; the project's own file names it (`driver`). */
export interface Driver {
  readonly id: string;
  readonly name: string;
  /** What it is good for, as the end of a sentence. */
  readonly why: string;
}

/** Targets that are more than a processor: what an image is made for. */
export interface TargetChoice {
  list(files: ProjectFiles): readonly BuildTarget[];
  /** Id of the one that is chosen. */
  current(files: ProjectFiles): string;
  /** The edits that choose one of the list. */
  choose(files: ProjectFiles, id: string): readonly { readonly path: string; readonly text: string }[];
}

/** One of the programs that can play the machine; the project's own file names it (`run.monitor`). */
export interface Monitor {
  readonly id: string;
  readonly name: string;
  /** What it is good for, as the end of a sentence. */
  readonly why: string;
}

export interface RunRequest {
  readonly arch: Arch;
  /** For this run alone, instead of the one that the project names. */
  readonly monitor?: string;
}

/** A monitor that is no QEMU: the guest's console is its standard input and output, and its status the guest's. It needs KVM. */
export interface DirectMonitor {
  readonly name: string;
  /** What it said on standard error of a failure of its own; null: the end is the guest's. `isKvm`: another monitor would do. */
  failure(stderr: string): { readonly problem: Problem; readonly isKvm: boolean } | null;
  /** The machine where KVM does not truly work; null: something that it needs is missing. */
  readonly instead: RunPlan | null;
}

/** How to boot an image. The vm service adds accelerator, QMP, serial and display itself. */
export interface RunPlan {
  /** `qemu-system-x86_64`, …; looked up in PATH. */
  readonly program: string;
  /** Missing: `program` is a QEMU. */
  readonly direct?: DirectMonitor;
  /** Machine, memory, kernel, devices: everything but what the service adds. Commas in file names are doubled here. */
  readonly args: readonly string[];
  /** On top of a cleaned environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Extra arguments for one accelerator (a CPU model). */
  readonly acceleratorArgs: Readonly<Record<Accelerator, readonly string[]>>;
  /** Accelerators that make sense, best first; KVM only where host and guest agree. */
  readonly accelerators: readonly Accelerator[];
  readonly memoryMiB: number;
  readonly cpus: number;
  /** The file that must exist, relative to the root. */
  readonly image: string;
  /** Further files that the machine is started with, relative to the root. */
  readonly needs?: readonly string[];
  /** The file with symbols and line numbers, for crash sites. */
  readonly symbols: string;
  /** Further programs of the system, by the names that crash reports call them by, and their files with symbols. */
  readonly programs?: Readonly<Record<string, string>>;
  /**
   * What makes the guest end itself, typed on its console key by key: tried before the machine is turned off. Missing:
   * nothing does.
   */
  readonly goodbye?: readonly string[];
  /** Folders of sources outside the project, by the names that crash reports call them by (`CrashReport.source`). */
  readonly trees?: Readonly<Record<string, string>>;
  /** No serial byte for this long after power on: the watchdog speaks (under KVM it tries again with TCG). */
  readonly firstByteMs: number;
  /** What the machine has by the project's choices, as sentences: told when it starts. */
  readonly notes?: readonly string[];
  /** Understands the serial text of one boot. */
  reader(): ConsoleReader;
  /** What QEMU's exit status means when the guest's text did not say. */
  readStatus(qemuStatus: number): { readonly code: number | null; readonly reason: 'guest' | 'crash' | 'error' };
}

/** Fed with whole serial lines (escape sequences removed) in order; answers with what each one means. */
export interface ConsoleReader {
  line(text: string): readonly ConsoleFinding[];
}

export type ConsoleFinding =
  /** A new part of the boot begins; the one before ends. */
  | { readonly kind: 'stage'; readonly id: string; readonly label: string; readonly group: 'kernel' | 'app' }
  /** The family's proof that the program was reached. */
  | { readonly kind: 'booted' }
  /** The guest ended with this status of its own. */
  | { readonly kind: 'exit'; readonly code: number }
  /**
   * The guest stands in its kernel's debugger, which reads from the console; why it went there, in its own words. `help`:
   * what can be typed there, in a sentence or two.
   */
  | { readonly kind: 'debugger'; readonly reason: string; readonly help: string }
  /** It has left the debugger and goes on. */
  | { readonly kind: 'debugger-left' }
  /**
   * Lines of a crash report so far; `complete` when no more of it is expected. `halted`: the machine stays on by the
   * person's choice, to be looked at.
   */
  | { readonly kind: 'crash'; readonly crash: CrashReport; readonly complete: boolean; readonly halted?: boolean };

export interface CrashReport {
  readonly code: string;
  readonly title: string;
  readonly why: string;
  /** Instruction address as printed by the guest, e.g. 0x10a3e7. */
  readonly address?: string;
  /** The place that the report itself names, as it names it; `tree` where it is no file of the project (`RunPlan.trees`). */
  readonly source?: { readonly file: string; readonly line: number; readonly tree?: string };
  /** Return addresses, innermost first. */
  readonly callers: readonly string[];
  /** Which program of the system it was (`RunPlan.programs`); missing: the only one. */
  readonly program?: string;
}

/** What a diagnoser may look at: the output of one step that failed, or of one run that ended badly. */
export interface DiagnosisInput {
  readonly phase: 'build' | 'run';
  readonly files: ProjectFiles;
  readonly arch: Arch;
  /** Lines of the log, without escape sequences. */
  readonly lines: readonly string[];
  /** Number of lines[0] in the whole log, from 1. */
  readonly firstLine: number;
  readonly status: number | null;
  readonly argv: readonly string[];
  /** What lies outside the project; missing after a run. */
  readonly context?: PlanContext;
  /** Problems found so far by the general parsers (gcc, ld, make): a diagnoser may replace one by a better one. */
  readonly found: readonly Problem[];
}

export interface Diagnoser {
  readonly code: string;
  /** Problems this diagnoser sees; one with the same evidence as a found one takes its place. */
  diagnose(input: DiagnosisInput): readonly Problem[];
}

/** A file of an image that is put together only when it boots. */
export interface ImagePart {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly group: ImageGroup;
  /** The one whose symbols are those of the run's plan. */
  readonly measured: boolean;
}

/** Files that the family reads while they are written; `files` holds the text as it is being edited. */
export interface FamilyTexts {
  /** Which they are, relative to the root. */
  paths(files: ProjectFiles): readonly string[];
  check(files: ProjectFiles, request: RunRequest, context: PlanContext): readonly Problem[];
  /** What may be written at `offset` of one of them. Answers of `ask` for a run are known. */
  complete(
    files: ProjectFiles,
    place: RunRequest & { readonly path: string; readonly offset: number },
    context: PlanContext,
  ): readonly TextOffer[];
}

export interface TextOffer {
  readonly label: string;
  readonly detail?: string;
  /** The offset where what it takes the place of begins. */
  readonly start: number;
}

export interface UnikernelFamily {
  readonly id: FamilyId;
  readonly name: string;
  readonly version: string;
  /** One sentence. */
  readonly summary: string;
  /** Name of a lucide icon. */
  readonly icon: string;
  readonly languages: readonly string[];
  readonly archs: readonly Arch[];
  /** Its hello world on a reference machine, for the card until this computer has figures of its own. */
  readonly reference?: Omit<Measured, 'where'>;
  readonly tools: readonly ToolRequirement[];
  /** Path of the file that keeps the choice of options, e.g. `.config`. */
  readonly configFile: string;
  /** What can be configured, the source that matters most first; missing: a Kconfig file at the top is looked for. */
  configSources?(files: ProjectFiles, context: PlanContext): readonly ConfigSource[];
  detect(files: ProjectFiles): { readonly confidence: 0 | 1 | 2; readonly evidence: readonly string[] };
  /** Architectures this project can be built for, the configured one first. */
  archsOf(files: ProjectFiles): readonly Arch[];
  /** Refuses names and places that its build system cannot take; null where it can. */
  checkPlace(path: string): { readonly message: string; readonly suggestion: string | null } | null;
  /** The edits that make `arch` the project's target. */
  retarget(files: ProjectFiles, arch: Arch): readonly { readonly path: string; readonly text: string }[];
  /** Missing: a target is a processor, and every image boots in QEMU. */
  readonly targets?: TargetChoice;
  /** Where there is more than QEMU: the programs that can play the machine, the usual one first. */
  readonly monitors?: readonly Monitor[];
  /** What its projects may say of how they are started (`run` in the project's own file), besides the accelerator. */
  readonly runFields?: readonly RunField[];
  /**
   * Trees outside the project that it is built from; missing: there are none. Those that are `needed` are there when
   * a plan is asked for. May be asked of a project that is not made yet.
   */
  sources?(files: ProjectFiles): readonly SourceRequirement[];
  /** What it wants to know before it plans. Asked again with the answers, until it has no new question. */
  ask?(
    files: ProjectFiles,
    target: { readonly arch: Arch; readonly purpose: Purpose },
    context: PlanContext,
  ): readonly Question[];
  /**
   * Files and folders (absolute, there or not) that decide what programs answer to `ask`: while all stay as they are, they are
   * not asked again. null: nobody can say. The questions' commands must not depend on anything else.
   */
  lasting?(files: ProjectFiles, context: PlanContext): readonly string[] | null;
  /** Where there is more than one way to build: the ways, the usual one first. */
  readonly drivers?: readonly Driver[];
  /** What kraft is told to run or pack of a project; null where kraft does not know it. */
  kraftRun?(files: ProjectFiles, arch: Arch): Omit<KraftRun, 'name' | 'accelerated'> | null;
  planBuild(files: ProjectFiles, request: BuildRequest, context: PlanContext): Parsed<BuildPlan>;
  planRun(files: ProjectFiles, request: RunRequest, context: PlanContext): Parsed<RunPlan>;
  /** Colour and name of one object of the link map in the image map. */
  imageGroup(object: string): { readonly name: string; readonly group: ImageGroup };
  readonly imageLabels: Readonly<Partial<Record<ImageGroup, string>>>;
  /** Where the image is several files: which; answers of `ask` for a run are known. Missing: it is one. */
  imageParts?(files: ProjectFiles, request: RunRequest, context: PlanContext): readonly ImagePart[];
  /** Where the build leaves the linker's map, relative to the root; null where there is none. */
  readonly linkMap: (arch: Arch, files: ProjectFiles) => string | null;
  readonly diagnosers: readonly Diagnoser[];
  readonly texts?: FamilyTexts;
  /** Folders that hold build output only. */
  readonly outputFolders: readonly string[];
}
