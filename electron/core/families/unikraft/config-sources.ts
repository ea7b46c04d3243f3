/** Where Unikraft's options come from: the tree's own Config.uk files, with what its Makefile would tell them. */
import { DOT_CONFIG } from '../../engines/config/dot-config.ts';
import type { ConfigSource } from '../config-source.ts';
import type { ProjectFiles } from '../family.ts';
import type { PlanContext, Purpose, Question } from '../source.ts';
import { hostTools } from './host-tools.ts';
import { CORE, treeVersion } from './libraries.ts';
import { builtConfig, builtNames, libraryFolders } from './plan-build.ts';
import { BUILD, currentTarget, defconfigOf, imageName, optionsOf } from './targets.ts';

/** The names of processors in Unikraft's own words. */
const ARCH_NAMES: Readonly<Partial<Record<string, string>>> = { x86_64: 'x86_64', arm64: 'arm64' };

/** What Unikraft's Makefile takes from `uname -m`. */
const MACHINE: Question = { id: 'machine', kind: 'run', argv: ['uname', '-m'] };

/** What Unikraft's script `gitsha1` asks: an option holds the commit of the tree, and whether files of it were changed. */
function treeQuestions(context: PlanContext): readonly Question[] {
  const base = context.sources[CORE]?.folder;
  if (base === undefined) return [];
  const git = ['git', '-C', base, '-c', 'core.fsmonitor=false'];
  return [
    { id: 'tree.commit', kind: 'run', argv: [...git, 'rev-parse', '--short', 'HEAD'] },
    { id: 'tree.changed', kind: 'run', argv: [...git, 'ls-files', '-m'] },
  ];
}

export function ask(
  files: ProjectFiles,
  { purpose }: { readonly purpose: Purpose },
  context: PlanContext,
): readonly Question[] {
  if (purpose === 'build') return [builtConfig(files), builtNames(files), hostTools(files)];
  return purpose === 'config' ? [MACHINE, ...treeQuestions(context)] : [];
}

/** `0.17.0~eaf6fda1`, as make tells `conf`; null where git said nothing. */
function versionWithCommit(context: PlanContext): string | null {
  const core = context.sources[CORE];
  const version = core && treeVersion(core.read);
  const commit = context.facts['tree.commit']?.trim();
  if (!version || !commit) return null;
  return `${version}~${commit}${context.facts['tree.changed']?.trim() ? '-custom' : ''}`;
}

function hostArch({ facts }: PlanContext): string | null {
  const machine = facts[MACHINE.id]?.trim();
  return machine ? machine.replace(/^aarch64$/, 'arm64') : null;
}

export function configSources(files: ProjectFiles, context: PlanContext): readonly ConfigSource[] {
  const core = context.sources[CORE];
  if (!core) return [];
  const base = core.folder;
  const target = currentTarget(files);
  const options = optionsOf(files);
  const arch = ARCH_NAMES[target.arch] ?? 'x86_64';
  const text = (name: string) => options.get(name)?.replace(/^"(.*)"$/, '$1');
  const codename = /^UK_CODENAME\s*:?=\s*(\S+)/m.exec(core.read('version.mk') ?? '')?.[1] ?? '';
  const initial = defconfigOf(files, target);
  return [
    {
      ...{ id: 'main', title: 'Options', file: DOT_CONFIG, kind: 'kconfig', dialect: 'unikraft' },
      kconfig: `${base}/Config.uk`,
      roots: [base],
      ...(initial === null ? {} : { initial }),
      env: {
        ...{ UK_BASE: base, UK_APP: files.root, UK_NAME: imageName(files), UK_ARCH: arch, UK_CODENAME: codename },
        HOST_ARCH: hostArch(context) ?? text('HOST_ARCH') ?? arch,
        // Where git is not asked: as the last run of `conf` found it.
        UK_FULLVERSION: versionWithCommit(context) ?? text('UK_FULLVERSION') ?? treeVersion(core.read) ?? '',
        KCONFIG_DIR: `${files.root}/${BUILD}/kconfig`,
        ...{ KCONFIG_LIB_BASE: `${base}/lib`, KCONFIG_PLAT_BASE: `${base}/plat`, KCONFIG_DRIV_BASE: `${base}/drivers` },
        ...{ KCONFIG_ELIB_DIRS: libraryFolders(files, context).join(':'), KCONFIG_EPLAT_DIRS: '' },
        ...{ KCONFIG_EAPP_DIR: files.root, KCONFIG_EXCLUDEDIRS: '' },
      },
    },
  ];
}
