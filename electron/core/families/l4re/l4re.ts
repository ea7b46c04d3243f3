/** L4Re, a microkernel with servers around it: a program of one's own is one task of such a system. Put together here. */
import type { FamilyId } from '../../base/id.ts';
import type { UnikernelFamily } from '../family.ts';
import { changeProjectFile, PROJECT_FILE, readProjectFile } from '../project-file.ts';
import { imageLabels, imageParts, runQuestions } from './boot-modules.ts';
import { configSources } from './config-sources.ts';
import { diagnosers } from './diagnosers.ts';
import { checkPlace } from './place.ts';
import { planBuild } from './plan-build.ts';
import { planRun } from './plan-run.ts';
import { platformQuestions } from './platform.ts';
import { ARCHS } from './processors.ts';
import { BUILD, CONTROL, L4RE_CONFIG, MAKEFILE, MODULES_LIST } from './project-files.ts';
import { RELEASE, sources } from './sources.ts';
import { imageQuestions } from './system-image.ts';
import { texts } from './texts.ts';
import { tools } from './tools.ts';

/** `include $(L4DIR)/mk/prog.mk` */
const L4RE_MAKEFILE = /^\s*include\s+\$\(L4DIR\)\/mk\//m;

export const l4reFamily: UnikernelFamily = {
  id: 'l4re' as FamilyId,
  name: 'L4Re',
  version: RELEASE,
  summary: 'A microkernel with small servers around it. Your program is one task of the system, apart from all others.',
  icon: 'boxes',
  languages: ['C', 'C++'],
  archs: ARCHS,
  tools,
  configFile: L4RE_CONFIG,
  configSources,
  detect(files) {
    const evidence = [MODULES_LIST, CONTROL].filter((path) => files.paths.includes(path));
    if (L4RE_MAKEFILE.test(files.read(MAKEFILE) ?? '')) return { confidence: 2, evidence: [MAKEFILE, ...evidence] };
    return { confidence: evidence.length === 2 ? 1 : 0, evidence };
  },
  archsOf(files) {
    const { arch } = readProjectFile(files);
    return arch === undefined ? ARCHS : [arch, ...ARCHS.filter((other) => other !== arch)];
  },
  checkPlace,
  runFields: ['memoryMiB'],
  retarget: (files, arch) => [
    { path: PROJECT_FILE, text: changeProjectFile(files.read(PROJECT_FILE) ?? '', { arch }) },
  ],
  sources,
  ask: (files, { arch, purpose }, context) => [
    ...platformQuestions(files, arch, context),
    ...(purpose === 'run' ? [...runQuestions(files, { arch }, context), ...imageQuestions(files, { arch })] : []),
  ],
  planBuild,
  planRun,
  imageGroup: (object) => ({ name: object.slice(object.lastIndexOf('/') + 1), group: 'other' }),
  imageLabels,
  imageParts,
  linkMap: () => null,
  diagnosers,
  texts,
  outputFolders: [BUILD],
};
