/** The configurations of a project: as its family describes them, else a Kconfig file that lies at the top. */
import { isAbsolute, resolve } from 'node:path';
import type { ConfigSource } from '#core/families/config-source.ts';
import type { ProjectFiles } from '#core/families/family.ts';
import type { SourceTask } from './config-protocol.ts';

/** Names of topmost Kconfig files in the field, in the order in which they count. */
const TOP_FILES = ['Kconfig', 'Config.in', 'Config.uk', 'KConfig'];

/** For a folder that no family knows, or whose family leaves it to the names of files. */
export function plainSources(files: ProjectFiles): readonly ConfigSource[] {
  const kconfig = TOP_FILES.find((name) => files.paths.includes(name));
  if (kconfig === undefined) return files.paths.includes('Cargo.toml') ? [CARGO_FEATURES] : [];
  return [
    {
      ...{ id: 'main', title: 'Options', file: '.config', kind: 'kconfig', kconfig, roots: [''] },
      env: { srctree: files.root, ...(files.paths.includes('scripts/Kconfig.include') ? LINUX_ENVIRONMENT : {}) },
      dialect: kconfig === 'Config.uk' ? 'unikraft' : 'linux-6.1',
    },
  ];
}

/** Any Cargo package: its own features, and those of dependencies that are on the disk. */
const CARGO_FEATURES: ConfigSource = {
  ...{ id: 'features', title: 'Cargo features', file: 'Cargo.toml', kind: 'cargo', manifest: 'Cargo.toml' },
};

/** What make would tell Linux's Kconfig files for x86 with the usual tools; others are told by their makefiles alone. */
const LINUX_ENVIRONMENT = {
  ...{ ARCH: 'x86', SRCARCH: 'x86', CC: 'gcc', LD: 'ld', NM: 'nm', OBJCOPY: 'objcopy', HOSTCC: 'gcc', HOSTCXX: 'g++' },
  ...{ RUSTC: 'rustc', BINDGEN: 'bindgen', PAHOLE: 'pahole', CC_VERSION_TEXT: 'gcc' },
};

/** What the thread is told: absolute paths only. `shell`: whether the project may run anything. */
export function taskOf(source: ConfigSource, root: string, shell: 'run' | 'off'): SourceTask | null {
  if (source.kind === 'cargo') {
    const { manifest, dependencies = {}, rules = null } = source;
    return { kind: 'cargo', manifest: resolve(root, manifest), dependencies, rules };
  }
  const { kconfig, roots, env, dialect } = source;
  const at = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  // A name that is relative to a root stays so where it is found there: $(filename) and messages show it.
  const file = isAbsolute(kconfig) || at(kconfig) === resolve(root, roots[0] ?? '', kconfig) ? kconfig : at(kconfig);
  return { kind: 'kconfig', file, roots: roots.map(at), env, dialect, shell };
}
