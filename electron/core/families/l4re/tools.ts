/** The programs that building and booting an L4Re system takes, and how each system's package manager calls them. */
import type { Arch } from '../../contract/problem.ts';
import type { PackageManager, ToolRequirement } from '../family.ts';

type Names = Readonly<Partial<Record<PackageManager, string>>>;

function packages(names: Names): ToolRequirement['packages'] {
  return Object.fromEntries(Object.entries(names).map(([manager, name]) => [manager, [name]]));
}

const GNU_VERSION = { versionArgv: ['--version'], versionPattern: '\\b(\\d+\\.\\d+(?:\\.\\d+)?)' };
const GCC_VERSION = {
  versionArgv: ['-dumpfullversion', '-dumpversion'],
  versionPattern: '^(\\d+(?:\\.\\d+){0,2})',
  limits: [{ below: '11', note: 'The microkernel takes gcc 11 to 16.' }],
};

function program(id: string, why: string, names: Names, commands: readonly string[] = [id]): ToolRequirement {
  return { id, name: id, commands, ...GNU_VERSION, why, required: true, packages: packages(names) };
}

function everywhere(name: string): Names {
  return { apt: name, dnf: name, pacman: name, zypper: name, brew: name };
}

export const QEMU: Readonly<Partial<Record<Arch, string>>> = {
  x86_64: 'qemu-system-x86_64',
  arm64: 'qemu-system-aarch64',
};

export const tools: readonly ToolRequirement[] = [
  {
    ...program('gcc', 'compiles the microkernel, the user land and the program', everywhere('gcc'), [
      'gcc',
      'x86_64-linux-gnu-gcc',
    ]),
    ...GCC_VERSION,
    archs: ['x86_64'],
  },
  {
    ...program('g++', 'the microkernel and most servers are written in C++', {
      apt: 'g++',
      dnf: 'gcc-c++',
      pacman: 'gcc',
      zypper: 'gcc-c++',
      brew: 'gcc',
    }),
    ...GCC_VERSION,
    archs: ['x86_64'],
  },
  {
    ...program('aarch64-linux-gnu-g++', 'compiles all of it for arm64', {
      apt: 'g++-aarch64-linux-gnu',
      dnf: 'gcc-c++-aarch64-linux-gnu',
      pacman: 'aarch64-linux-gnu-gcc',
      zypper: 'cross-aarch64-gcc12',
    }),
    ...GCC_VERSION,
    archs: ['arm64'],
  },
  program('make', 'runs the build', everywhere('make'), ['make', 'gmake']),
  // “This is perl 5, version 36, subversion 0 (v5.36.0)”
  {
    ...program('perl', 'merges configuration files and places modules', everywhere('perl')),
    versionPattern: '\\(v(\\d+\\.\\d+\\.\\d+)\\)',
  },
  program('gawk', 'used all over the build', everywhere('gawk')),
  program('flex', 'builds the configuration program', everywhere('flex')),
  program('bison', 'builds the configuration program', everywhere('bison')),
  program('pkg-config', 'finds what a package needs of others', {
    apt: 'pkg-config',
    dnf: 'pkgconf-pkg-config',
    pacman: 'pkgconf',
    zypper: 'pkg-config',
    brew: 'pkg-config',
  }),
  program('dtc', 'compiles device trees', {
    apt: 'device-tree-compiler',
    dnf: 'dtc',
    pacman: 'dtc',
    zypper: 'dtc',
    brew: 'dtc',
  }),
  {
    ...program('qemu-system-x86_64', 'plays the x86_64 machine that the system boots on', {
      apt: 'qemu-system-x86',
      dnf: 'qemu-system-x86-core',
      pacman: 'qemu-system-x86',
      zypper: 'qemu-x86',
      brew: 'qemu',
    }),
    name: 'QEMU',
    archs: ['x86_64'],
  },
  {
    ...program('qemu-system-aarch64', 'plays the arm64 machine that the system boots on', {
      apt: 'qemu-system-arm',
      dnf: 'qemu-system-aarch64-core',
      pacman: 'qemu-system-aarch64',
      zypper: 'qemu-arm',
      brew: 'qemu',
    }),
    name: 'QEMU for arm64',
    archs: ['arm64'],
  },
];
