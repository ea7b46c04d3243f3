/**
 * How much memory a machine needs for an image. The kernel is loaded above the image, and wants as much memory above its
 * own end as lies below it, and its first page tables beside (`mm::init`); measured on 0.6.9 and 0.13.2, within 2 MiB.
 */
import type { Arch, Problem } from '../../contract/problem.ts';
import type { ProjectFiles } from '../family.ts';
import { PROJECT_FILE } from '../project-file.ts';

const MIB = 1 << 20;
/** What lies below the image: where `guest-loader` is told to put it, and where QEMU puts it on riscv64. */
const BELOW_MIB: Readonly<Record<Arch, number>> = { x86_64: 0, arm64: 128, riscv64: 130 };
/** Kernel and program as they are loaded, without what debuggers alone read. */
const LOADED_MIB = 10;
const TABLES_MIB = 10;
const LEAST_MIB: Readonly<Record<Arch, number>> = { x86_64: 128, arm64: 512, riscv64: 512 };
/** For the program itself, where nobody chose. */
const HEAP_MIB = 64;

const sizeOf = (bytes: string | null) => Math.ceil(Number(bytes ?? 0) / MIB);

/** @param bytes of the image; null: it is not there yet */
export function neededMemory(arch: Arch, bytes: string | null): number {
  return 2 * (BELOW_MIB[arch] + sizeOf(bytes) + LOADED_MIB) + TABLES_MIB;
}

/** What a machine has where its project does not say: images with what debuggers read are large. */
export function defaultMemory(arch: Arch, bytes: string | null): number {
  const wanted = Math.ceil((neededMemory(arch, bytes) + HEAP_MIB) / 64) * 64;
  return Math.max(LEAST_MIB[arch], wanted);
}

export function memoryProblems(
  memoryMiB: number,
  { arch, bytes, files }: { readonly arch: Arch; readonly bytes: string | null; readonly files: ProjectFiles },
): readonly Problem[] {
  const needed = neededMemory(arch, bytes);
  if (memoryMiB >= needed) return [];
  const at = { file: PROJECT_FILE, line: 1, column: 1 };
  return [
    {
      code: 'hermit.memory',
      severity: 'error',
      title: `${memoryMiB} MiB are too little for this image: it needs about ${needed} MiB`,
      why: `The image is ${sizeOf(bytes)} MiB and lies in the guest's memory whole, the kernel is loaded above it, and wants as much again above its own end. Set \`run.memoryMiB\`, or leave it out.`,
      evidence: { firstLine: 0, lastLine: 0 },
      fixes: files.read(PROJECT_FILE) === undefined ? [] : [{ kind: 'open', title: `Open ${PROJECT_FILE}`, at }],
    },
  ];
}
