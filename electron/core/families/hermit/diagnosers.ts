/** What Hermit explains better than the general readers of cargo's, QEMU's and the guest's output: one file for each code. */
import type { Diagnoser } from '../family.ts';
import { heapExhausted } from './diagnosers/heap-exhausted.ts';
import { kvmBusy } from './diagnosers/kvm-busy.ts';
import { loaderTooNew } from './diagnosers/loader-too-new.ts';
import { missingSyscall } from './diagnosers/missing-syscall.ts';
import { noEntryVersion } from './diagnosers/no-entry-version.ts';
import { noKernelSource } from './diagnosers/no-kernel-source.ts';
import { noLlvmTools } from './diagnosers/no-llvm-tools.ts';
import { noModule } from './diagnosers/no-module.ts';
import { noNetwork } from './diagnosers/no-network.ts';
import { noNoteSection } from './diagnosers/no-note-section.ts';
import { noStd } from './diagnosers/no-std.ts';
import { notElf } from './diagnosers/not-elf.ts';
import { notEnoughMemory } from './diagnosers/not-enough-memory.ts';
import { oldOpensbi } from './diagnosers/old-opensbi.ts';
import { oldQemu } from './diagnosers/old-qemu.ts';
import { silentReset } from './diagnosers/silent-reset.ts';
import { stdSourceSkew } from './diagnosers/std-source-skew.ts';
import { toolchainIgnored } from './diagnosers/toolchain-ignored.ts';
import { unknownArgument } from './diagnosers/unknown-argument.ts';
import { wrongLoader } from './diagnosers/wrong-loader.ts';

export const diagnosers: readonly Diagnoser[] = [
  noNoteSection,
  noEntryVersion,
  notElf,
  loaderTooNew,
  silentReset,
  noStd,
  stdSourceSkew,
  noLlvmTools,
  noKernelSource,
  toolchainIgnored,
  missingSyscall,
  noNetwork,
  wrongLoader,
  noModule,
  notEnoughMemory,
  heapExhausted,
  oldOpensbi,
  oldQemu,
  kvmBusy,
  unknownArgument,
];
