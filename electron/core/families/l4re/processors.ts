/** What is particular to each processor that an L4Re system is built for here: names, first options, and how it boots. */
import type { Arch } from '../../contract/problem.ts';

export interface Processor {
  /** What L4Re calls it, in the names of its folders. */
  readonly folder: string;
  /** The line by which options of either half are known to be for it. */
  readonly sign: RegExp;
  /** Words for the two makes that set up an object folder: which of their own sets of options they begin with. */
  readonly kernelSetup: readonly string[];
  readonly treeSetup: readonly string[];
  /** Repositories below `pkg/` that only this processor needs. */
  readonly packages: readonly string[];
  /** Programs of the compiler's set begin so; '' for those of this computer. */
  readonly toolPrefix: string;
  /** The boot loader hands over the modules one by one; null: they lie in one image, made of this file in `plain`. */
  readonly imageBase: string | null;
  /** Words for QEMU: the machine, with nothing on it that was not asked for. */
  readonly machine: readonly string[];
  readonly accelerators: readonly ('kvm' | 'tcg')[];
  /** Lines that the two halves of the pinned set print with these options. */
  readonly lines: { readonly kernel: number; readonly packages: number };
}

const PC: Processor = {
  folder: 'amd64_gen',
  sign: /^CONFIG_(?:AMD64|BUILD_ARCH_amd64)=y$/m,
  kernelSetup: [],
  treeSetup: [],
  packages: [],
  toolPrefix: '',
  imageBase: null,
  machine: ['-machine', 'q35', '-nodefaults'],
  accelerators: ['kvm', 'tcg'],
  lines: { kernel: 690, packages: 6305 },
};

/** QEMU's `virt`, with the exception level 2 that the kernel's options are for. */
const ARM64: Processor = {
  folder: 'arm64_armv8a',
  sign: /^CONFIG_(?:ARM|BUILD_ARCH_arm64)=y$/m,
  kernelSetup: ['T=arm64-virt-el2'],
  treeSetup: ['T=arm64-virt-v8a'],
  packages: ['libfdt'],
  toolPrefix: 'aarch64-linux-gnu-',
  imageBase: 'bootstrap.elf',
  machine: ['-machine', 'virt,virtualization=on', '-cpu', 'cortex-a57', '-nodefaults'],
  // No computer lends level 2 to a guest.
  accelerators: ['tcg'],
  lines: { kernel: 668, packages: 7312 },
};

const PROCESSORS: Readonly<Partial<Record<Arch, Processor>>> = { x86_64: PC, arm64: ARM64 };

export const ARCHS = Object.keys(PROCESSORS) as readonly Arch[];

/** Whether options are for another processor than this one. */
export function isForOther(options: string, arch: Arch): boolean {
  return ARCHS.some((other) => other !== arch && processorOf(other).sign.test(options));
}

export function processorOf(arch: Arch): Processor {
  return PROCESSORS[arch] ?? PC;
}
