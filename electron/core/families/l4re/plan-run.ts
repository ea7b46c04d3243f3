/**
 * How an L4Re system boots on a PC: QEMU loads the bootstrapper and hands it the modules of the first entry of
 * modules.list, each with its arguments, as a boot loader would.
 */
import type { Problem } from '../../contract/problem.ts';
import type { Parsed, ProjectFiles, RunPlan, RunRequest } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import type { PlanContext, Question } from '../source.ts';
import { consoleReader } from './console-reader.ts';
import type { ModuleEntry, ModuleLine } from './modules-list.ts';
import { L4_ARCHS, platformOf } from './platform.ts';
import { BUILD, MODULES_LIST } from './project-files.ts';
import { bootEntry, projectTarget } from './project-target.ts';
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
  const entry = bootEntry(files);
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
    problems: problemsOf(entry, (module) => found(module) !== null),
  };
}

function problemsOf(entry: ModuleEntry | null, exists: (module: ModuleLine) => boolean): readonly Problem[] {
  const evidence = { firstLine: 0, lastLine: 0 };
  if (!entry) {
    return [
      {
        code: 'l4re.no-entry',
        severity: 'error',
        title: 'modules.list has no entry.',
        why: 'An `entry` line and the modules after it say what the system is made of.',
        at: { file: MODULES_LIST, line: 1, column: 1 },
        evidence,
        fixes: [],
      },
    ];
  }
  return entry.modules
    .filter((module) => module.file !== '' && !exists(module))
    .map(({ file, line, column, endColumn }) => ({
      code: 'l4re.module-missing',
      severity: 'error',
      title: `The module \`${file}\` is not there.`,
      why: `The entry \`${entry.name}\` of modules.list asks for it, and it is neither in the project nor among what was built of L4Re. Build the project; if it is still missing, its name is not right.`,
      at: { file: MODULES_LIST, line, column, endLine: line, endColumn: Math.max(endColumn, column + 1) },
      evidence,
      fixes: [{ kind: 'action', title: 'Build', command: 'build.start' }],
    }));
}
