/** What Bare explains better than the general readers of compiler, linker and make output: one file for each code. */
import type { Diagnoser } from '../family.ts';
import { compilerMissing } from './diagnosers/compiler-missing.ts';
import { configMissing } from './diagnosers/config-missing.ts';
import { configValue } from './diagnosers/config-value.ts';
import { heapOff } from './diagnosers/heap-off.ts';
import { imageTooBig } from './diagnosers/image-too-big.ts';
import { kernelFileMissing } from './diagnosers/kernel-file-missing.ts';
import { libcFunctionCalled } from './diagnosers/libc-function.ts';
import { libcHeader } from './diagnosers/libc-header.ts';
import { noMain } from './diagnosers/no-main.ts';
import { oddFileName } from './diagnosers/odd-file-name.ts';
import { processorChoice } from './diagnosers/processor-choice.ts';
import { stackOverflow } from './diagnosers/stack-overflow.ts';
import { tripleFault } from './diagnosers/triple-fault.ts';
import { twoMains } from './diagnosers/two-mains.ts';

/** An answer counts for a build or a run, whichever the diagnoser is about; on the other it finds nothing. */
export const diagnosers: readonly Diagnoser[] = [
  configMissing,
  processorChoice,
  configValue,
  compilerMissing,
  oddFileName,
  kernelFileMissing,
  libcHeader,
  libcFunctionCalled,
  heapOff,
  twoMains,
  noMain,
  imageTooBig,
  stackOverflow,
  tripleFault,
];
