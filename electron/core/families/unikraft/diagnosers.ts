/** What Unikraft explains better than the general readers of compiler, linker and make output: one file for each code. */
import type { Diagnoser } from '../family.ts';
import { archiveDamaged } from './diagnosers/archive-damaged.ts';
import { argumentListTooLong } from './diagnosers/argument-list-too-long.ts';
import { complexArithmetic } from './diagnosers/complex-arithmetic.ts';
import { crash } from './diagnosers/crash.ts';
import { downloadFailed } from './diagnosers/download-failed.ts';
import { hwrng } from './diagnosers/hwrng.ts';
import { initFailed } from './diagnosers/init-failed.ts';
import { kraftAsks } from './diagnosers/kraft-asks.ts';
import { kraftBuildkit } from './diagnosers/kraft-buildkit.ts';
import { kraftKvmInEmulation } from './diagnosers/kraft-kvm-in-emulation.ts';
import { kraftKvmRefused } from './diagnosers/kraft-kvm-refused.ts';
import { kraftMachineStore } from './diagnosers/kraft-machine-store.ts';
import { kraftNoKvm } from './diagnosers/kraft-no-kvm.ts';
import { kraftNoLibrarySource } from './diagnosers/kraft-no-library-source.ts';
import { kraftNoTargets } from './diagnosers/kraft-no-targets.ts';
import { kraftNotFound } from './diagnosers/kraft-not-found.ts';
import { kraftQemuVersion } from './diagnosers/kraft-qemu-version.ts';
import { kraftSocketPath } from './diagnosers/kraft-socket-path.ts';
import { libraryMissing, libraryNotAbsolute } from './diagnosers/library-path.ts';
import { loaderNoProgram } from './diagnosers/loader-no-program.ts';
import { memoryRegion } from './diagnosers/memory-region.ts';
import { muslWanted } from './diagnosers/musl-wanted.ts';
import { noConfig } from './diagnosers/no-config.ts';
import { noMakefileUk } from './diagnosers/no-makefile-uk.ts';
import { noPlatform } from './diagnosers/no-platform.ts';
import { noRootFileSystem } from './diagnosers/no-root-file-system.ts';
import { optionOff } from './diagnosers/option-off.ts';
import { outOfMemory } from './diagnosers/out-of-memory.ts';
import { outlineAtomics } from './diagnosers/outline-atomics.ts';
import { pathWithSpace } from './diagnosers/path-with-space.ts';
import { compilerMissing, toolMissing } from './diagnosers/tools-missing.ts';
import { unusedNewlib } from './diagnosers/unused-newlib.ts';

/** An answer counts for a build or a run, whichever the diagnoser is about; on the other it finds nothing. */
export const diagnosers: readonly Diagnoser[] = [
  noConfig,
  noPlatform,
  noMakefileUk,
  pathWithSpace,
  libraryNotAbsolute,
  libraryMissing,
  toolMissing,
  compilerMissing,
  downloadFailed,
  archiveDamaged,
  argumentListTooLong,
  muslWanted,
  outlineAtomics,
  complexArithmetic,
  unusedNewlib,
  optionOff,
  kraftNoTargets,
  kraftNoLibrarySource,
  kraftNotFound,
  kraftBuildkit,
  kraftMachineStore,
  kraftAsks,
  kraftQemuVersion,
  kraftNoKvm,
  kraftKvmInEmulation,
  kraftKvmRefused,
  kraftSocketPath,
  hwrng,
  noRootFileSystem,
  initFailed,
  loaderNoProgram,
  outOfMemory,
  memoryRegion,
  crash,
];
