/** The repositories that an L4Re system is built from: commits that were built and booted together. */
import type { Arch } from '../../contract/problem.ts';
import type { ProjectFiles } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import { pinned, type SourceRequirement } from '../source.ts';
import { ARCHS, processorOf } from './processors.ts';

/** The month that the pinned set is of. */
export const RELEASE = '2026-06';
/** Ids: the microkernel, and the tree that the packages are placed in. */
export const KERNEL = 'fiasco';
export const TREE = 'mk';

interface Repository {
  readonly commit: string;
  readonly downloadBytes: number;
  readonly licence: string;
  readonly why: string;
  readonly signs: readonly string[];
}

/** Packages that are placed below `pkg/`; those that the named parts of them need are built, and no others. */
const PACKAGES: Readonly<Record<string, Repository>> = {
  'l4re-core': {
    commit: 'b6f7495bb8b010c6d0f2d44a25c61885a6ac7ac1',
    downloadBytes: 48_000_000,
    licence: 'GPL-2.0-only AND LGPL-2.1-or-later AND MIT',
    why: 'the C library, the servers and the interfaces that programs use',
    signs: ['moe', 'l4sys'],
  },
  bootstrap: {
    commit: '2a899d7feacd59c50714028a5ff32a9871677b93',
    downloadBytes: 210_000,
    licence: 'MIT',
    why: 'starts the microkernel and places the modules',
    signs: ['server'],
  },
  'drivers-frst': {
    commit: 'c90ad75082fea100b285732b775579f207614fcd',
    downloadBytes: 54_000,
    licence: 'MIT',
    why: 'drivers that the first servers share',
    signs: ['Makefile'],
  },
  zlib: {
    commit: 'eb718baa42721672d4a5fd18d69eeb3aaf0cb244',
    downloadBytes: 510_000,
    licence: 'Zlib',
    why: 'unpacks modules',
    signs: ['lib'],
  },
  'gnu-efi': {
    commit: 'b32d1090af2ef1229c399565793e058664103cdc',
    downloadBytes: 270_000,
    licence: 'BSD-3-Clause',
    why: 'lets the bootstrapper start from UEFI',
    signs: ['Makefile'],
  },
  libfdt: {
    commit: 'fd4b59b866a9289399e1a43043b5f18259a541e2',
    downloadBytes: 60_000,
    licence: 'GPL-2.0-or-later OR BSD-2-Clause',
    why: 'lets the bootstrapper read what the machine says of itself',
    signs: ['Makefile'],
  },
};
const PACKAGES_OF_ALL = ['l4re-core', 'bootstrap', 'drivers-frst', 'zlib', 'gnu-efi'];
export function isPackage(id: string): boolean {
  return Object.hasOwn(PACKAGES, id);
}

/** Those that a system for this processor is built from. */
export function packageIds(arch: Arch): readonly string[] {
  return [...PACKAGES_OF_ALL, ...processorOf(arch).packages];
}

const BASE: Readonly<Record<string, Repository & { readonly name: string }>> = {
  [KERNEL]: {
    name: 'Fiasco',
    commit: '245fce53ba8173ba2a55c402804b6eb9aae91156',
    downloadBytes: 2_800_000,
    licence: 'GPL-2.0-only',
    why: 'the microkernel',
    signs: ['src/Kconfig', 'tool/gen_kconfig', 'src/kern'],
  },
  [TREE]: {
    name: 'L4Re build system',
    commit: 'ecd1a350a7c332250470210e01e6f0d77e751b0b',
    downloadBytes: 830_000,
    licence: 'GPL-2.0-only',
    why: 'builds the packages, and programs against them',
    signs: ['mk/prog.mk', 'mk/Makeconf'],
  },
};

function requirement(id: string, name: string, repository: Repository): SourceRequirement {
  const { commit, downloadBytes, licence, why, signs } = repository;
  return {
    ...{ id, name, version: RELEASE, licence, why, downloadBytes, signs },
    from: { kind: 'git', url: `https://github.com/kernkonzept/${id}`, tag: null, commit },
    needed: true,
  };
}

/** A tree of one's own already holds the packages: then it has to have them, and none is downloaded. */
export function sources(files: ProjectFiles): readonly SourceRequirement[] {
  const own = readProjectFile(files).sources[TREE]?.folder !== undefined;
  const base = Object.entries(BASE).map(([id, repository]) => requirement(id, repository.name, repository));
  const arch = readProjectFile(files).arch ?? ARCHS[0]!;
  const packages = own ? [] : packageIds(arch).map((id) => requirement(id, id, PACKAGES[id]!));
  return [...base, ...packages].map((one) => pinned(one, files, () => null));
}
