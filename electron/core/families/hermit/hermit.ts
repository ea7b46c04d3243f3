/** Hermit: a kernel written in Rust that links into a Rust program; built by cargo, started by its loader on QEMU. */
import type { FamilyId } from '../../base/id.ts';
import type { ImageGroup } from '../../contract/image.ts';
import type { UnikernelFamily } from '../family.ts';
import { changeProjectFile, PROJECT_FILE } from '../project-file.ts';
import { configSources } from './config-sources.ts';
import { diagnosers } from './diagnosers.ts';
import { archsOf, hermitProject, MANIFEST } from './hermit-project.ts';
import { keptQuestion } from './kept-units.ts';
import { planBuild, TARGET_FOLDER } from './plan-build.ts';
import { planRun, runQuestions } from './plan-run.ts';
import { sources } from './sources.ts';
import { ARCHS } from './targets.ts';
import { toolchainFiles, toolchainQuestions } from './toolchain.ts';
import { tools } from './tools.ts';
import { MONITORS } from './uhyve.ts';

/** Crates of an object's path: the program's own, the kernel's, Rust's. */
function imageGroup(object: string): { name: string; group: ImageGroup } {
  const name = object.replace(/^.*\//, '');
  if (/^lib(?:std|core|alloc|compiler_builtins|panic_abort|unwind)-/.test(name)) return { name, group: 'libc' };
  if (/^libhermit/.test(name)) return { name, group: 'platform' };
  return { name, group: 'yours' };
}

export const hermitFamily: UnikernelFamily = {
  id: 'hermit' as FamilyId,
  name: 'Hermit',
  version: '0.13',
  summary: 'A kernel written in Rust that links into your Rust program. The standard library works.',
  icon: 'cog',
  languages: ['Rust'],
  archs: ARCHS,
  tools,
  configFile: MANIFEST,
  detect(files) {
    if (!files.paths.includes(MANIFEST)) return { confidence: 0, evidence: [] };
    const { dependency } = hermitProject(files);
    if (dependency?.git || dependency?.path) {
      return { confidence: 2, evidence: [`${MANIFEST} depends on the crate hermit`] };
    }
    return { confidence: 0, evidence: [] };
  },
  archsOf,
  // Cargo takes any folder; git's configuration, by which folders of one's own stand in, takes no line breaks.
  checkPlace: (path) =>
    path.includes('\n')
      ? { message: 'Cargo cannot build in a folder whose name has a line break.', suggestion: null }
      : null,
  monitors: MONITORS,
  runFields: ['args', 'memoryMiB', 'ports'],
  retarget: (files, arch) => [
    { path: PROJECT_FILE, text: changeProjectFile(files.read(PROJECT_FILE) ?? '', { arch }) },
  ],
  sources,
  configSources,
  ask(files, { arch, purpose }, context) {
    const run = runQuestions(files, arch, context);
    return purpose === 'build' ? [...run, ...toolchainQuestions(context), keptQuestion(files, TARGET_FOLDER)] : run;
  },
  lasting: (files, context) => toolchainFiles(files.root, context),
  planBuild,
  planRun,
  imageGroup,
  imageLabels: { yours: 'Your program', platform: 'Hermit kernel', libc: 'Standard library' },
  linkMap: () => null,
  diagnosers,
  outputFolders: [TARGET_FOLDER],
};
