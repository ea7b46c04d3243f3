/** Unikraft's own tree and the external libraries: releases that belong together, and which of them a project names. */
import type { ProjectFiles } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import { pinned, type SourceRequirement } from '../source.ts';

export const CORE = 'unikraft';
export const RELEASE = '0.17.0';

interface Release {
  readonly version: string;
  readonly commit: string;
  readonly licence: string;
  readonly downloadBytes: number;
  readonly why: string;
}

const CORE_RELEASE: Release = {
  version: RELEASE,
  commit: '484ff209a5265bc4b2366041f149534922d0e5c8',
  licence: 'BSD-3-Clause',
  downloadBytes: 4_300_000,
  why: 'the library OS that the program is linked with',
};

/** Libraries that were tried with the release above. */
const LIBRARIES: Readonly<Record<string, Release>> = {
  musl: {
    version: '0.16.3',
    commit: 'fd1abc9257b40a74c69b3a40467a453bf8892439',
    licence: 'BSD-3-Clause',
    downloadBytes: 130_000,
    why: 'the C library musl, made ready for Unikraft',
  },
  lwip: {
    version: '0.16.2',
    commit: '7c1859a7069701f992dbf0b9508335377f55d364',
    licence: 'BSD-3-Clause',
    downloadBytes: 110_000,
    why: 'the network stack lwIP, made ready for Unikraft',
  },
};

const PREFIX = 'lib-';

export function tagOf(version: string): string {
  return `RELEASE-${version}`;
}

/** `UK_LIB_DIRS ?= $(CURDIR)/workdir/libs/musl:…` in the Makefile is what a build outside the studio goes by; others say `UK_LIBS`. */
export function libraryNames(files: ProjectFiles): readonly string[] {
  const named = (files.read('Makefile') ?? '')
    .split(/\r?\n/)
    .flatMap((line) => /^\s*UK_LIB(?:S|_DIRS)\s*[?:+]?=\s*(.*)$/.exec(line)?.[1] ?? [])
    .flatMap((value) => value.split(/[:\s]+/))
    .flatMap((path) => /([a-z0-9][a-z0-9_.-]*)\/?$/.exec(path)?.[1] ?? [])
    .map((name) => name.replace(/^lib-/, ''));
  const recorded = Object.keys(readProjectFile(files).sources)
    .filter((id) => id.startsWith(PREFIX))
    .map((id) => id.slice(PREFIX.length));
  return [...new Set([...named, ...recorded])];
}

export function libraryId(name: string): string {
  return `${PREFIX}${name}`;
}

function requirement(id: string, name: string, release: Release): SourceRequirement {
  const { version, commit, licence, downloadBytes, why } = release;
  return {
    ...{ id, name, version, licence, downloadBytes, why },
    from: { kind: 'git', url: `https://github.com/unikraft/${id}`, tag: tagOf(version), commit },
    signs: id === CORE ? ['version.mk', 'Config.uk', 'support/build'] : ['Makefile.uk'],
    needed: true,
    ...(id === CORE ? { versionOf: treeVersion } : {}),
  };
}

/** `UK_VERSION = 0`, `UK_SUBVERSION = 17`, `UK_EXTRAVERSION = 0` in version.mk. */
export function treeVersion(read: (path: string) => string | undefined): string | null {
  const text = read('version.mk') ?? '';
  const parts = ['VERSION', 'SUBVERSION', 'EXTRAVERSION'].flatMap(
    (name) => new RegExp(`^UK_${name}\\s*:?=\\s*(\\S+)`, 'm').exec(text)?.[1] ?? [],
  );
  return parts.length >= 2 ? parts.join('.') : null;
}

/** @param more names of libraries that another file than the Makefile asks for */
export function sources(files: ProjectFiles, more: readonly string[] = []): readonly SourceRequirement[] {
  const core = requirement(CORE, 'Unikraft', CORE_RELEASE);
  const libraries = [...new Set([...libraryNames(files), ...more])].flatMap((name) => {
    const release = LIBRARIES[name];
    // A library that no release is known of can be used from a folder of one's own.
    const unknown: Release = { ...CORE_RELEASE, downloadBytes: 0, why: `the external library ${name}`, commit: '' };
    return [requirement(libraryId(name), `lib-${name}`, release ?? unknown)];
  });
  return [core, ...libraries].map((one) => pinned(one, files, tagOf));
}
