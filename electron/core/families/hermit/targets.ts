/** Hermit's names for an architecture: target triples, the loader's files, and how QEMU is told to be that machine. */
import type { Arch } from '../../contract/problem.ts';

export interface Target {
  /** The program's; the kernel's own differs. */
  readonly triple: string;
  /** As xtask and the loader's files spell it. */
  readonly name: string;
  readonly qemu: string;
}

export const TARGETS: Readonly<Record<Arch, Target>> = {
  x86_64: { triple: 'x86_64-unknown-hermit', name: 'x86_64', qemu: 'qemu-system-x86_64' },
  arm64: { triple: 'aarch64-unknown-hermit', name: 'aarch64', qemu: 'qemu-system-aarch64' },
  riscv64: { triple: 'riscv64gc-unknown-hermit', name: 'riscv64', qemu: 'qemu-system-riscv64' },
};

export const ARCHS: readonly Arch[] = ['x86_64', 'arm64', 'riscv64'];
