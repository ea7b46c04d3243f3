/** Bare, the family that is built in: the smallest unikernel that can be read in one sitting. Put together here. */
import type { FamilyId } from '../../base/id.ts';
import { DOT_CONFIG } from '../../engines/config/dot-config.ts';
import type { UnikernelFamily } from '../family.ts';
import { diagnosers } from './diagnosers.ts';
import { imageGroup, imageLabels } from './image-group.ts';
import { planBuild } from './plan-build.ts';
import { planRun } from './plan-run.ts';
import { ARCHS, archsOf, retarget } from './target-arch.ts';
import { tools } from './tools.ts';

/** What only a Bare kernel has, and what it shares with others. */
const OWN = 'kernel/bare.h';
const COMMON = ['Makefile', 'kernel/start.c', 'kernel/kernel.lds.S'];

export const bareFamily: UnikernelFamily = {
  id: 'bare' as FamilyId,
  name: 'Bare',
  version: 'built in',
  summary: 'A kernel you can read in one sitting: under a thousand lines of code, nothing to download.',
  icon: 'sprout',
  languages: ['C'],
  archs: ARCHS,
  // The template `hello` as it comes, built by gcc 12.2 and booted by QEMU 7.2 on 2 cores.
  reference: { imageBytes: 8088, bootMs: 90, accelerator: 'tcg' },
  tools,
  configFile: DOT_CONFIG,
  configSources: () => [
    {
      ...{ id: 'main', title: 'Options', file: DOT_CONFIG, kind: 'kconfig', kconfig: 'Kconfig' },
      ...{ roots: [''], env: {}, dialect: 'linux-6.1' },
    },
  ],
  detect(files) {
    const evidence = [OWN, ...COMMON].filter((path) => files.paths.includes(path));
    const sure = evidence.includes(OWN) && evidence.includes('Makefile');
    return sure
      ? { confidence: 2, evidence }
      : evidence.length >= 2
        ? { confidence: 1, evidence }
        : { confidence: 0, evidence: [] };
  },
  archsOf,
  // The Makefile works with relative paths only, so any folder will do.
  checkPlace: () => null,
  retarget,
  planBuild,
  planRun,
  imageGroup,
  imageLabels,
  linkMap: (arch) => `build/${arch}/kernel.map`,
  diagnosers,
  outputFolders: ['build'],
};
