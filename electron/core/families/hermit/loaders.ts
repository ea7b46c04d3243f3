/** The Hermit loader: its generations and their files, and which kernels each can start. */

import { compareVersions } from '../../base/compare-versions.ts';
import type { Arch } from '../../contract/problem.ts';
import type { ProjectFiles } from '../family.ts';
import type { FoundSource } from '../source.ts';

/** The names of the files changed with this release. */
const NEW_NAMES = '0.5.7';
const NAMES: Readonly<Record<Arch, { readonly before: string; readonly since: string }>> = {
  x86_64: { before: 'x86_64', since: 'x86_64-multiboot' },
  arm64: { before: 'aarch64', since: 'aarch64-elf' },
  riscv64: { before: 'riscv64', since: 'riscv64-sbi' },
};

export interface LoaderRelease {
  readonly version: string;
  readonly commit: string;
}

/** Newest first. */
export const LOADER_RELEASES: readonly LoaderRelease[] = [
  { version: '0.5.7', commit: '8919345dd30cabf0ab6b4eeecd4770c7fbf4d084' },
  { version: '0.5.6', commit: 'f9ae41b253ab3418ae0080bdf5276cbdff9492ac' },
];

/** What xtask calls the loader's target, which is also the end of its file's name. */
export function loaderTarget(arch: Arch, version: string): string {
  const { before, since } = NAMES[arch];
  return compareVersions(version, NEW_NAMES) >= 0 ? since : before;
}

export function loaderFile(arch: Arch, version: string): string {
  return `hermit-loader-${loaderTarget(arch, version)}`;
}

/** The newest loader that starts this kernel; null: the kernel's version is not known, and the newest is taken. */
export function loaderFor(kernel: string | null): LoaderRelease {
  const fitting = LOADER_RELEASES.find(({ version }) => kernel === null || pairFault(version, kernel) === null);
  return fitting ?? LOADER_RELEASES[LOADER_RELEASES.length - 1]!;
}

/**
 * Why this loader can't start this kernel; null: nothing is known against it. From hermit-os/kernel#2726 and #2402, and
 * from boots of 0.6.9 with both.
 */
export function pairFault(loader: string, kernel: string): string | null {
  if (compareVersions(loader, '0.5.7') < 0 || compareVersions(kernel, '0.13.2') > 0) return null;
  return compareVersions(kernel, '0.7.0') < 0
    ? `Loader ${loader} lays out memory in a way that kernel ${kernel} does not know: it resets without a word after \`Heap: size\`. A loader up to 0.5.6 starts it.`
    : `Loader ${loader} maps memory with large pages, on which kernels up to 0.13.2 panic (\`ParentEntryHugePage\`, \`PageAlreadyMapped\`). A loader up to 0.5.6 starts them.`;
}

/** A loader among the project's own files: at the top or in `loader/`, by the names of either generation. */
export function ownLoader(files: Pick<ProjectFiles, 'paths'>, arch: Arch): { path: string; before057: boolean } | null {
  const { before, since } = NAMES[arch];
  for (const [name, before057] of [
    [since, false],
    [before, true],
  ] as const) {
    const path = files.paths.find((one) => /^(?:loader\/)?hermit-loader-[^/]+$/.test(one) && one.endsWith(`-${name}`));
    if (path !== undefined) return { path, before057 };
  }
  return null;
}

/** Where the studio builds the loader: below its cache, one folder for each version and place. */
export function builtLoader(
  cache: string,
  source: FoundSource,
  arch: Arch,
): { folder: string; file: string; version: string } {
  const version = loaderVersion((path) => source.read(path)) ?? source.version;
  const mark = source.adopted ? 'own' : (source.commit ?? 'x').slice(0, 12);
  const folder = `${cache}/loader-${version}-${mark}`;
  return { folder, file: `${folder}/release/${loaderFile(arch, version)}`, version };
}

export function loaderVersion(read: (path: string) => string | undefined): string | null {
  return /^version = "([^"]+)"/m.exec(read('Cargo.toml') ?? '')?.[1] ?? null;
}
