/** Unikraft, the library OS that is built from microlibraries, chosen one by one. Put together here. */
import type { FamilyId } from '../../base/id.ts';
import { DOT_CONFIG } from '../../engines/config/dot-config.ts';
import { KRAFTFILE_NAMES } from '../../engines/kraftfile/kraftfile-schema.ts';
import type { UnikernelFamily } from '../family.ts';
import { ask, configSources } from './config-sources.ts';
import { diagnosers } from './diagnosers.ts';
import { drivers, kraftRun, planBuild, planRun, sources } from './drivers.ts';
import { imageGroup, imageLabels } from './image-group.ts';
import { KRAFT_FOLDER } from './kraft/kraft-project.ts';
import { RELEASE } from './libraries.ts';
import { checkPlace } from './place.ts';
import { ARCHS, archsOf, BUILD, currentTarget, retarget, targets } from './targets.ts';
import { tools } from './tools.ts';

export const unikraftFamily: UnikernelFamily = {
  id: 'unikraft' as FamilyId,
  name: 'Unikraft',
  version: RELEASE,
  summary: 'A library OS for fast, small images. You choose its parts with Kconfig, option by option.',
  icon: 'layout-grid',
  languages: ['C', 'C++'],
  archs: ARCHS,
  // The template `hello` as it comes, built by gcc 12.2 and booted by QEMU 7.2 on 2 cores.
  reference: { imageBytes: 242_440, bootMs: 310, accelerator: 'tcg' },
  tools,
  configFile: DOT_CONFIG,
  configSources,
  ask,
  detect(files) {
    const evidence = ['Makefile.uk', ...KRAFTFILE_NAMES, 'Config.uk'].filter((path) => files.paths.includes(path));
    const sure = evidence.includes('Makefile.uk') || KRAFTFILE_NAMES.some((path) => evidence.includes(path));
    return { confidence: sure ? 2 : evidence.length > 0 ? 1 : 0, evidence };
  },
  archsOf,
  checkPlace,
  retarget,
  targets,
  runFields: ['args', 'memoryMiB', 'network', 'ports', 'initrd'],
  sources,
  drivers,
  kraftRun,
  planBuild,
  planRun,
  imageGroup,
  imageLabels,
  // Xen's image is linked from one object that all others went into: a map there may be one of another target.
  linkMap: (_arch, files) => (currentTarget(files).monitor === 'xen' ? null : `${BUILD}/image.map`),
  diagnosers,
  outputFolders: [BUILD, KRAFT_FOLDER],
};
