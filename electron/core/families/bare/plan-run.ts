/** How Bare boots: QEMU's machine for each architecture, as `kernel/<arch>/arch.mk` has it, and what its exit status means. */
import type { Arch } from '../../contract/problem.ts';
import { DOT_CONFIG, parseDotConfig } from '../../engines/config/dot-config.ts';
import type { Parsed, ProjectFiles, RunPlan, RunRequest } from '../family.ts';
import { consoleReader } from './console-reader.ts';
import { configuredArch } from './target-arch.ts';
import { QEMU } from './tools.ts';

const DEFAULT_MEMORY_MIB = 128;
/** A boot takes a tenth of a second here; a busy computer that emulates may be a hundred times slower. */
const FIRST_BYTE_MS = 10_000;
const PANIC_CODE = 126;

/** The same as QEMUFLAGS in `kernel/<arch>/arch.mk`; a test holds the two together. */
export const MACHINES: Readonly<Record<Arch, readonly string[]>> = {
  x86_64: ['-machine', 'q35', '-nodefaults', '-device', 'isa-debug-exit,iobase=0xf4,iosize=4'],
  // Semihosting is the way out here. `target=gdb` keeps its file calls from this computer: only "exit" is left.
  arm64: [
    ...['-machine', 'virt,gic-version=2', '-nodefaults', '-cpu', 'cortex-a57'],
    ...['-semihosting-config', 'enable=on,target=gdb'],
  ],
  riscv64: ['-machine', 'virt', '-nodefaults', '-bios', 'none'],
};

/**
 * The kernel ends QEMU with 2 × code + 3. QEMU itself uses 0, when the machine reset or was turned off without a word,
 * and 1, when it failed.
 */
export function readStatus(status: number): ReturnType<RunPlan['readStatus']> {
  if (status === 0) return { code: null, reason: 'crash' };
  if (status < 3 || status % 2 === 0) return { code: null, reason: 'error' };
  const code = (status - 3) / 2;
  return { code, reason: code === PANIC_CODE ? 'crash' : 'guest' };
}

export function planRun(files: ProjectFiles, request: RunRequest): Parsed<RunPlan> {
  const values = parseDotConfig(files.read(DOT_CONFIG) ?? '');
  const arch = configuredArch(files) ?? request.arch;
  const memory = Number(values.get('MEMORY_MIB'));
  const memoryMiB = Number.isInteger(memory) && memory > 0 ? memory : DEFAULT_MEMORY_MIB;
  const image = `build/${arch}/kernel.img`;
  const quiet = values.get('LOG_QUIET') === 'y';
  return {
    value: {
      program: QEMU[arch],
      // QEMU runs in the project's folder, so that no character of that folder's path can get in the way.
      args: [...MACHINES[arch], '-m', String(memoryMiB), '-kernel', image],
      acceleratorArgs: { kvm: arch === 'x86_64' ? ['-cpu', 'host'] : [], tcg: [] },
      // Boards for arm64 and riscv64 are not the same under KVM, and were not tried there.
      accelerators: arch === 'x86_64' ? ['kvm', 'tcg'] : ['tcg'],
      memoryMiB,
      cpus: 1,
      image,
      symbols: `build/${arch}/kernel.elf`,
      firstByteMs: FIRST_BYTE_MS,
      reader: () => consoleReader({ quiet }),
      readStatus,
    },
    problems: [],
  };
}
