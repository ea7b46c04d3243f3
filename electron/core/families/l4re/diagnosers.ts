/** What L4Re explains better than the general readers of compiler, linker and make output: one file for each code. */
import type { Diagnoser } from '../family.ts';
import { bootstrapTooNew } from './diagnosers/bootstrap-too-new.ts';
import { buildFolderExists } from './diagnosers/build-folder-exists.ts';
import { c32HeadersMissing } from './diagnosers/c32-headers-missing.ts';
import { compilerChanged } from './diagnosers/compiler-changed.ts';
import { compilerUnsupported } from './diagnosers/compiler-unsupported.ts';
import { libraryNotFound } from './diagnosers/library-not-found.ts';
import { moduleNotFound } from './diagnosers/module-not-found.ts';
import { notInControl } from './diagnosers/not-in-control.ts';
import { objectFolder } from './diagnosers/object-folder.ts';
import { packageNotFound } from './diagnosers/package-not-found.ts';
import { programMissing } from './diagnosers/program-missing.ts';
import { repoUrl } from './diagnosers/repo-url.ts';
import { silentMachine } from './diagnosers/silent-machine.ts';
import { sourceMissing } from './diagnosers/source-missing.ts';
import { twoMakes } from './diagnosers/two-makes.ts';
import { unknownEntry } from './diagnosers/unknown-entry.ts';

export const diagnosers: readonly Diagnoser[] = [
  programMissing,
  compilerUnsupported,
  compilerChanged,
  objectFolder,
  buildFolderExists,
  twoMakes,
  bootstrapTooNew,
  c32HeadersMissing,
  packageNotFound,
  notInControl,
  libraryNotFound,
  sourceMissing,
  moduleNotFound,
  unknownEntry,
  repoUrl,
  silentMachine,
];
