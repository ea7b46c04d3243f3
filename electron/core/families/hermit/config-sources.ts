/** What of a Hermit project can be configured: the features of the crate, with the kernel's own words about them. */
import type { Arch } from '../../contract/problem.ts';
import type { FeatureRule, FeatureRules } from '../../engines/cargo/feature-rules.ts';
import type { ConfigSource } from '../config-source.ts';
import type { ProjectFiles } from '../family.ts';
import type { PlanContext } from '../source.ts';
import { NETWORK_DRIVERS } from './feature-devices.ts';
import { archsOf, hermitProject, MANIFEST } from './hermit-project.ts';
import { hermitSettings } from './settings.ts';

export function configSources(files: ProjectFiles, { sources }: PlanContext): readonly ConfigSource[] {
  if (!files.paths.includes(MANIFEST)) return [];
  const { dependency } = hermitProject(files);
  const crate = sources['hermit-rs']
    ? `${sources['hermit-rs'].folder}/hermit/Cargo.toml`
    : pathOf(files.root, dependency?.path);
  const kernel = sources.kernel ? `${sources.kernel.folder}/Cargo.toml` : null;
  const manifests = [crate, kernel].flatMap((path) => (path === null ? [] : [path]));
  const [arch = 'x86_64'] = archsOf(files);
  return [
    {
      ...{ id: 'features', title: 'Cargo features', file: MANIFEST, kind: 'cargo', manifest: MANIFEST },
      ...(dependency && manifests.length > 0 ? { dependencies: { [dependency.name]: manifests } } : {}),
      ...(dependency ? { rules: rulesFor(dependency.name, arch) } : {}),
    },
  ];
}

function pathOf(root: string, path: string | null | undefined): string | null {
  return path ? `${path.startsWith('/') ? path : `${root}/${path}`}/Cargo.toml` : null;
}

const warning = (rule: Omit<FeatureRule, 'severity'>): FeatureRule => ({ ...rule, severity: 'warning' }) as FeatureRule;

export function rulesFor(dependency: string, arch: Arch): FeatureRules {
  const only = (feature: string, archs: readonly Arch[], words: string): readonly FeatureRule[] =>
    archs.includes(arch)
      ? []
      : [warning({ kind: 'never', of: [feature], message: `\`${feature}\` ${words}; this project is for ${arch}.` })];
  return {
    dependency,
    settings: hermitSettings(arch),
    notes: {
      'virtio-net': 'The studio adds the network card virtio-net-pci to the machine.',
      rtl8139: 'The studio adds the network card rtl8139 to the machine.',
      semihosting: 'The machine is started with semihosting, so that the program’s exit status becomes QEMU’s.',
    },
    rules: [
      {
        ...{ kind: 'needs', severity: 'error', when: [], of: ['loader', 'uhyve'] },
        message: 'Neither `loader` nor `uhyve` is on: nothing can start such a kernel.',
      },
      warning({
        ...{ kind: 'needs', when: [...NETWORK_DRIVERS, 'dhcpv4', 'dns'], of: ['tcp', 'udp'] },
        message: 'It needs `tcp` or `udp`: without one of them the kernel has no network.',
      }),
      warning({
        ...{ kind: 'one-at-most', of: NETWORK_DRIVERS },
        message: 'Only one driver of a network card counts: `rtl8139` goes before `virtio-net` without a word.',
      }),
      warning({
        kind: 'never',
        of: ['gem-net', 'pci'],
        message: '`gem-net` drives a card that is not on PCI: turn `pci` off.',
      }),
      ...only('gem-net', ['riscv64'], 'is there for riscv64 alone'),
      ...only('vga', ['x86_64'], 'is there for x86_64 alone'),
      ...only('fsgsbase', ['x86_64'], 'is there for x86_64 alone'),
      ...only('kernel-stack', ['x86_64', 'arm64'], 'is there for x86_64 and arm64'),
      ...only('semihosting', ['arm64', 'riscv64'], 'is there for arm64 and riscv64'),
    ],
  };
}
