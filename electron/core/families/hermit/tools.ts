/** Programs that Hermit needs: Rust's and QEMU's; what a Rust lacks beyond its programs is found by `toolchain.ts`. */
import type { Arch } from '../../contract/problem.ts';
import type { ToolRequirement } from '../family.ts';
import { TARGETS } from './targets.ts';

const qemu = (arch: Arch, apt: string): ToolRequirement => ({
  id: TARGETS[arch].qemu,
  name: arch === 'x86_64' ? 'QEMU' : `QEMU for ${arch}`,
  commands: [TARGETS[arch].qemu],
  versionArgv: ['--version'],
  versionPattern: 'version (\\d+\\.\\d+(?:\\.\\d+)?)',
  why: `plays the ${arch} machine that the image boots on`,
  archs: [arch],
  required: true,
  packages: { apt: [apt], dnf: [apt], pacman: ['qemu-full'], zypper: ['qemu'], brew: ['qemu'] },
  limits:
    arch === 'arm64'
      ? [{ below: '6.0', note: 'Before 6.0, QEMU cannot hand an image to the loader (guest-loader).' }]
      : [],
});

export const tools: readonly ToolRequirement[] = [
  {
    id: 'cargo',
    name: 'cargo',
    commands: ['cargo'],
    versionArgv: ['--version'],
    versionPattern: 'cargo (\\d+\\.\\d+(?:\\.\\d+)?)',
    why: 'builds the program and its kernel',
    required: true,
    packages: { apt: ['cargo-web'], dnf: ['cargo'], pacman: ['rust'], zypper: ['cargo'], brew: ['rust'] },
    limits: [{ below: '1.85', note: 'Hermit’s kernel is written in the edition of 2024, which came with Rust 1.85.' }],
  },
  {
    id: 'rustc',
    name: 'rustc',
    commands: ['rustc'],
    versionArgv: ['--version'],
    versionPattern: 'rustc (\\d+\\.\\d+(?:\\.\\d+)?)',
    why: 'compiles the program, the kernel and mostly the standard library',
    required: true,
    packages: {
      apt: ['rustc-web', 'rust-web-src'],
      dnf: ['rust', 'rust-src'],
      pacman: ['rust', 'rust-src'],
      zypper: ['rust'],
      brew: ['rust'],
    },
    limits: [{ below: '1.85', note: 'Hermit’s kernel is written in the edition of 2024, which came with Rust 1.85.' }],
  },
  {
    id: 'git',
    name: 'git',
    commands: ['git'],
    versionArgv: ['--version'],
    versionPattern: 'git version (\\d+\\.\\d+(?:\\.\\d+)?)',
    why: 'fetches the sources of loader and kernel',
    required: true,
    packages: { apt: ['git'], dnf: ['git'], pacman: ['git'], zypper: ['git'], brew: ['git'] },
  },
  {
    id: 'uhyve',
    name: 'Uhyve',
    commands: ['uhyve'],
    versionArgv: ['--version'],
    versionPattern: 'uhyve (\\d+\\.\\d+(?:\\.\\d+)?)',
    why: 'boots images without QEMU and without a loader, where KVM truly works',
    archs: ['x86_64', 'arm64'],
    required: false,
    packages: {},
    installArgv: ['cargo', 'install', '--locked', 'uhyve'],
    limits: [{ below: '0.2', note: 'Uhyve before 0.2 starts none of today’s images.' }],
  },
  qemu('x86_64', 'qemu-system-x86'),
  qemu('arm64', 'qemu-system-arm'),
  qemu('riscv64', 'qemu-system-misc'),
];
