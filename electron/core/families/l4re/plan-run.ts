/**
 * How an L4Re system boots: on a PC QEMU loads the bootstrapper and hands it the modules of the first entry of
 * modules.list, each with its arguments, as a boot loader would; elsewhere they lie in the image that the build made.
 */
import type { Problem } from '../../contract/problem.ts';
import type { Parsed, ProjectFiles, RunPlan, RunRequest } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import type { PlanContext } from '../source.ts';
import { bootModules, moduleNames } from './boot-modules.ts';
import { entryProblems } from './check-modules.ts';
import { consoleReader } from './console-reader.ts';
import type { ModuleLine } from './modules-list.ts';
import { processorOf } from './processors.ts';
import { BUILD, MODULES_LIST } from './project-files.ts';
import { projectTarget } from './project-target.ts';
import { imageProblems, systemImage } from './system-image.ts';
import { QEMU } from './tools.ts';

const DEFAULT_MEMORY_MIB = 512;
/** A boot takes two and a half seconds here; the bootstrapper speaks after one. */
const FIRST_BYTE_MS = 10_000;
/** Escape enters the kernel's debugger where the kernel was told to listen for it; there `^` and Return restart the machine. */
const LISTENS = /(?:^|\s)-serial_esc(?:\s|$)/;
const RESTART = ['\x1b', '^', '\r'];
/** Kernel, root pager and root task come first, in this order. */
const LEADING: readonly ModuleLine['role'][] = ['kernel', 'sigma0', 'roottask'];

export function planRun(files: ProjectFiles, request: RunRequest, context: PlanContext): Parsed<RunPlan> {
  const { text, list, entry, found } = bootModules(files, request, context);
  const { all } = moduleNames(files, request, context);
  const { programs } = projectTarget(files);
  const { memoryMiB = DEFAULT_MEMORY_MIB } = readProjectFile(files).run;
  const leading = LEADING.flatMap((role) => entry?.modules.find((module) => module.role === role) ?? []);
  const modules = [...leading, ...(entry?.modules.filter(({ role }) => role === 'module') ?? [])];
  const bootstrap = entry?.modules.find(({ role }) => role === 'bootstrap')?.file;
  const handed = ({ file, args }: ModuleLine) => `${found(file) ?? ''} ${args}`.replaceAll(',', ',,');
  const processor = processorOf(request.arch);
  const out = `${BUILD}/${request.arch}`;
  return {
    value: {
      program: QEMU[request.arch]!,
      args: [
        ...[...processor.machine, '-m', String(memoryMiB), '-no-reboot'],
        ...(processor.imageBase === null
          ? ['-kernel', found(bootstrap) ?? '', '-append', '', '-initrd', modules.map(handed).join(',')]
          : ['-kernel', systemImage(request)]),
      ],
      acceleratorArgs: { kvm: ['-cpu', 'host'], tcg: [] },
      accelerators: processor.accelerators,
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
      ...(entry ? entryProblems(entry, { all, has: (file) => found(file) !== null }, text) : [NO_ENTRY]),
      ...imageProblems(files, request, context),
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
