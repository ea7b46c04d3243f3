/** Both halves of the platform can be configured: each Kconfig tree stands in its object folder, where its build put it. */
import type { ConfigSource } from '../config-source.ts';
import type { ProjectFiles } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import type { PlanContext } from '../source.ts';
import { KERNEL_CONFIG_FILE, platformOf, stateOf, TREE_CONFIG_FILE } from './platform.ts';
import { ARCHS } from './processors.ts';
import { FIASCO_CONFIG, L4RE_CONFIG } from './project-files.ts';

export function configSources(files: ProjectFiles, context: PlanContext): readonly ConfigSource[] {
  const arch = readProjectFile(files).arch ?? ARCHS[0]!;
  const platform = platformOf(files, arch, context);
  const state = stateOf(platform, context);
  const { kernelObjects, kernelSource, objects, tree } = platform;
  const kernel: ConfigSource = {
    ...{ id: 'fiasco', title: 'Microkernel', file: FIASCO_CONFIG, kind: 'kconfig', dialect: 'linux-6.1' },
    // The flat file that Fiasco's build merges from those of its parts.
    kconfig: `${kernelObjects}/Kconfig`,
    // A project that has not said anything yet is built with what the platform has, not with what Kconfig would take.
    initial: `${kernelObjects}/${KERNEL_CONFIG_FILE}`,
    roots: [kernelObjects, `${kernelSource}/src`],
    env: { fiasco_srcdir: `${kernelSource}/src`, srctree: `${kernelSource}/src` },
  };
  const packages: ConfigSource = {
    ...{ id: 'l4re', title: 'L4Re', file: L4RE_CONFIG, kind: 'kconfig', dialect: 'linux-6.1' },
    kconfig: `${objects}/Kconfig.generated`,
    initial: `${objects}/${TREE_CONFIG_FILE}`,
    roots: [objects, tree],
    env: { l4re_srcdir: tree, srctree: tree },
  };
  return [...(state.treeConfig === null ? [] : [packages]), ...(state.kernelConfig === null ? [] : [kernel])];
}
