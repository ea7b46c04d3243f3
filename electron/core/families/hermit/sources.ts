/** The trees that a Hermit project is built from: the loader always, the crate and the kernel where a folder stands in. */
import type { ProjectFiles } from '../family.ts';
import { pinned, type SourceRequirement } from '../source.ts';
import { HERMIT_URL, hermitProject, taggedVersion } from './hermit-project.ts';
import { LOADER_RELEASES, loaderFor, loaderVersion, ownLoader } from './loaders.ts';
import { KERNEL_CRATES } from './local-crates.ts';
import { ARCHS } from './targets.ts';

/** The release that templates name: the crate, and the kernel that is its submodule. */
export const HERMIT_RELEASE = {
  version: '0.13.2',
  crate: 'ee0483842c04834b34b6a8ebddb13a4b812049d7',
  kernel: 'f51061476ecaa2066779c473a683d8b35b315d9b',
} as const;
const LICENCE = 'MIT OR Apache-2.0';
const MIB = 1 << 20;

export function sources(files: ProjectFiles): readonly SourceRequirement[] {
  const project = hermitProject(files);
  const kernel = taggedVersion(project);
  // Of a ready-made image nothing tells the kernel's version: the older loader starts more of them.
  const loader = project.readyMade === null ? loaderFor(kernel) : LOADER_RELEASES[LOADER_RELEASES.length - 1]!;
  const hasLoader = ARCHS.some((arch) => ownLoader(files, arch) !== null);
  const fromGit = project.dependency?.git != null;
  // Of other releases cargo fetches the crate with its kernel itself.
  const isRelease = kernel === HERMIT_RELEASE.version;
  const all: SourceRequirement[] = [
    {
      id: 'loader',
      name: 'Hermit loader',
      version: loader.version,
      from: {
        kind: 'git',
        url: 'https://github.com/hermit-os/loader.git',
        tag: `v${loader.version}`,
        commit: loader.commit,
      },
      licence: LICENCE,
      why: 'the small program that QEMU starts first, and that starts the kernel',
      downloadBytes: MIB,
      signs: ['Cargo.toml', 'xtask/Cargo.toml', 'src/main.rs'],
      versionOf: loaderVersion,
      needed: !hasLoader,
    },
  ];
  // A ready-made image holds its kernel.
  if (project.readyMade !== null || !files.paths.includes('Cargo.toml')) return all.map(pin);
  all.push({
    id: 'kernel',
    name: 'Hermit kernel',
    version: HERMIT_RELEASE.version,
    from: {
      kind: 'git',
      url: 'https://github.com/hermit-os/kernel.git',
      tag: `v${HERMIT_RELEASE.version}`,
      commit: HERMIT_RELEASE.kernel,
    },
    licence: LICENCE,
    why: 'the kernel that is linked into the program',
    downloadBytes: 8 * MIB,
    signs: ['Cargo.toml', 'xtask/Cargo.toml', 'hermit-builtins/Cargo.toml'],
    versionOf: loaderVersion,
    needed: isRelease,
  });
  if (fromGit) {
    all.push({
      id: 'hermit-rs',
      name: 'hermit crate',
      version: HERMIT_RELEASE.version,
      from: { kind: 'git', url: HERMIT_URL, tag: `hermit-${HERMIT_RELEASE.version}`, commit: HERMIT_RELEASE.crate },
      licence: LICENCE,
      why: 'the crate that builds the kernel and links it in',
      downloadBytes: 2 * MIB,
      signs: ['hermit/Cargo.toml', 'hermit/build.rs'],
      needed: isRelease,
    });
  }
  for (const { source, url, commit } of KERNEL_CRATES) {
    all.push({
      ...{ id: source, name: `crate ${source}`, version: HERMIT_RELEASE.version },
      from: { kind: 'git', url, tag: null, commit },
      licence: LICENCE,
      why: "a dependency of the kernel; wanted where a distribution's cargo can't fetch from git",
      downloadBytes: MIB / 4,
      signs: ['Cargo.toml', 'src/lib.rs'],
      needed: false,
    });
  }
  return all.map(pin);

  function pin(requirement: SourceRequirement): SourceRequirement {
    const releases = requirement.id === 'loader' ? LOADER_RELEASES : [];
    return pinned(requirement, files, (version) =>
      releases.some((one) => one.version === version) ? `v${version}` : null,
    );
  }
}
