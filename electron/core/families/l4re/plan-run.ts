/**
 * How an L4Re system boots on a PC: QEMU loads the bootstrapper and hands it the modules of the first entry of
 * modules.list, each with its arguments, as a boot loader would.
 */
import type { Problem } from '../../contract/problem.ts';
import type { Parsed, ProjectFiles, RunPlan, RunRequest } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import type { PlanContext, Question } from '../source.ts';
import { entryProblems, type ModuleNames } from './check-modules.ts';
import { consoleReader } from './console-reader.ts';
import { type ModuleLine, parseModulesList } from './modules-list.ts';
import { L4_ARCHS, platformOf } from './platform.ts';
import { BUILD, MODULES_LIST } from './project-files.ts';
import { projectTarget } from './project-target.ts';
import { QEMU } from './tools.ts';

const DEFAULT_MEMORY_MIB = 512;
/** A boot takes two and a half seconds here; the bootstrapper speaks after one. */
const FIRST_BYTE_MS = 15_000;
/** Escape enters the kernel's debugger where the kernel was told to listen for it; there `^` and Return restart the machine. */
const LISTENS = /(?:^|\s)-serial_esc(?:\s|$)/;
const RESTART = '\x1b^\r';
/** Kernel, root pager and root task come first, in this order. */
const LEADING: readonly ModuleLine['role'][] = ['kernel', 'sigma0', 'roottask'];

/** Folders that a module's name is looked up in: the project's own files win. */
export function searchPath(files: ProjectFiles, request: RunRequest, context: PlanContext): readonly string[] {
  const { kernelObjects, objects } = platformOf(files, request.arch, context);
  const bin = `${objects}/bin/${L4_ARCHS[request.arch] ?? ''}`;
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

export function planRun(files: ProjectFiles, request: RunRequest, context: PlanContext): Parsed<RunPlan> {
  const text = files.read(MODULES_LIST) ?? '';
  const list = parseModulesList(text, MODULES_LIST);
  const entry = list.value.entries[0] ?? null;
  const names = moduleNames(files, request, context);
  const folders = searchPath(files, request, context);
  const { programs } = projectTarget(files);
  const { memoryMiB = DEFAULT_MEMORY_MIB } = readProjectFile(files).run;
  const found = (module: ModuleLine | undefined) => (module ? findModule(module.file, folders, context) : null);
  const leading = LEADING.flatMap((role) => entry?.modules.find((module) => module.role === role) ?? []);
  const modules = [...leading, ...(entry?.modules.filter(({ role }) => role === 'module') ?? [])];
  const bootstrap = found(entry?.modules.find(({ role }) => role === 'bootstrap'));
  const out = `${BUILD}/${request.arch}`;
  return {
    value: {
      program: QEMU[request.arch]!,
      args: [
        ...['-machine', 'q35', '-nodefaults', '-m', String(memoryMiB), '-no-reboot'],
        ...['-kernel', bootstrap ?? '', '-append', ''],
        ...[
          '-initrd',
          modules.map((module) => `${found(module) ?? ''} ${module.args}`.replaceAll(',', ',,')).join(','),
        ],
      ],
      acceleratorArgs: { kvm: ['-cpu', 'host'], tcg: [] },
      accelerators: ['kvm', 'tcg'],
      memoryMiB,
      cpus: 1,
      image: `${out}/${programs[0] ?? ''}`,
      symbols: `${out}/${programs[0] ?? ''}.dbg`,
      programs: Object.fromEntries(programs.map((program) => [program, `${out}/${program}.dbg`])),
      firstByteMs: FIRST_BYTE_MS,
      ...(LISTENS.test(leading[0]?.args ?? '') ? { goodbye: RESTART } : {}),
      reader: consoleReader,
      // The system never ends QEMU; after its last word the studio does.
      readStatus: (status) => ({ code: null, reason: status === 0 ? 'guest' : 'error' }),
    },
    problems: [
      ...list.problems,
      ...(entry
        ? entryProblems(entry, { ...names, has: (file) => findModule(file, folders, context) !== null }, text)
        : [NO_ENTRY]),
    ],
  };
}

const NO_ENTRY: Problem = {
  code: 'l4re.no-entry',
  severity: 'error',
  title: 'modules.list has no entry.',
  why: 'An `entry` line and the modules after it say what the system is made of.',
  at: { file: MODULES_LIST, line: 1, column: 1 },
  evidence: { firstLine: 0, lastLine: 0 },
  fixes: [],
};

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
    all: [...new Set([...programs, ...own.filter((path) => /\.(?:cfg|lua|ned)$/.test(path)), ...servers])].sort(),
    built: servers.length > 0,
  };
}
