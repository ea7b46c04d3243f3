/** What a project's Cargo.toml says about it as a Hermit program: the dependency, its features, the program's name. */
import type { Arch } from '../../contract/problem.ts';
import { type Manifest, type ManifestDependency, parseManifest } from '../../engines/cargo/manifest.ts';
import type { ProjectFiles } from '../family.ts';
import { type ProjectFile, readProjectFile } from '../project-file.ts';
import { ARCHS } from './targets.ts';

export const MANIFEST = 'Cargo.toml';
export const HERMIT_URL = 'https://github.com/hermit-os/hermit-rs.git';

export interface HermitProject {
  readonly manifest: Manifest;
  /** The crate `hermit`; null where the manifest has none. */
  readonly dependency: ManifestDependency | null;
  /** Features that the manifest turns on for it; null: nothing is known of them. */
  readonly features: ReadonlySet<string> | null;
  /** Name of the program that is built and booted. */
  readonly program: string;
  readonly own: ProjectFile;
  /** A ready-made image, relative to the root, instead of one that is built. */
  readonly readyMade: string | null;
}

/** What hermit-rs hands on to the kernel as `default`, where default features are on. */
const KERNEL_DEFAULTS = [
  ...['acpi', 'dhcpv4', 'fsgsbase', 'kernel-stack', 'loader', 'pci-ids', 'pci', 'smp', 'tcp', 'uhyve'],
  ...['virtio-fs', 'virtio-net', 'virtio-vsock'],
];
/** Defaults of the crate itself up to 0.13. */
const OLD_DEFAULTS = [
  'acpi',
  'dhcpv4',
  'dns',
  'fsgsbase',
  'kernel-stack',
  'pci-ids',
  'pci',
  'smp',
  'tcp',
  'udp',
  'virtio-fs',
];

export function hermitProject(files: Pick<ProjectFiles, 'read' | 'paths'>): HermitProject {
  const manifest = parseManifest(files.read(MANIFEST) ?? '');
  const own = readProjectFile(files);
  const dependency =
    manifest.dependencies.find((one) => one.package === 'hermit' && one.kind === 'normal' && (one.git || one.path)) ??
    manifest.dependencies.find((one) => one.package === 'hermit' && one.kind === 'normal') ??
    null;
  const readyMade = files.paths.includes(MANIFEST) ? null : (own.run.initrd ?? null);
  return {
    manifest,
    dependency,
    features: dependency ? featuresOf(dependency) : null,
    program:
      manifest.defaultRun ??
      (manifest.bins.includes(manifest.name) ? manifest.name : (manifest.bins[0] ?? manifest.name)),
    own,
    readyMade,
  };
}

function featuresOf({ features, defaultFeatures, git }: ManifestDependency): ReadonlySet<string> {
  const tag = git?.tag ?? '';
  // Releases list their defaults themselves; later sources hand `default` on to the kernel.
  const released = /^hermit-0\.(?:\d|1[0-3])\./.test(tag);
  const defaults = released ? OLD_DEFAULTS : KERNEL_DEFAULTS;
  return new Set([...(defaultFeatures ? defaults : []), ...features]);
}

/** The kernel's version by the tag of the dependency, which hermit-rs numbers alike since 0.7; null: not known. */
export function taggedVersion({ dependency }: HermitProject): string | null {
  return /^hermit-(\d+\.\d+\.\d+)$/.exec(dependency?.git?.tag ?? '')?.[1] ?? null;
}

/** Architectures that it can be built for, the chosen one first. */
export function archsOf(files: ProjectFiles): readonly Arch[] {
  const { arch } = readProjectFile(files);
  return arch && ARCHS.includes(arch) ? [arch, ...ARCHS.filter((one) => one !== arch)] : ARCHS;
}
