/** The programs that Bare stands on, and how each system's package manager calls them. */
import type { Arch } from '../../contract/problem.ts';
import type { PackageManager, ToolRequirement } from '../family.ts';

const GCC_VERSION = {
  versionArgv: ['-dumpfullversion', '-dumpversion'],
  versionPattern: '^(\\d+(?:\\.\\d+){0,2})',
};
const GNU_VERSION = { versionArgv: ['--version'], versionPattern: '\\b(\\d+\\.\\d+(?:\\.\\d+)?)' };

type Packages = Readonly<Record<PackageManager, string>>;

function packages(names: Packages): ToolRequirement['packages'] {
  const managers = Object.keys(names) as PackageManager[];
  return Object.fromEntries(managers.map((manager) => [manager, [names[manager]]]));
}

/** Compilers in the order in which `kernel/<arch>/arch.mk` looks for them. */
export const COMPILERS: Readonly<Record<Arch, readonly string[]>> = {
  x86_64: ['gcc', 'x86_64-linux-gnu-gcc', 'x86_64-elf-gcc'],
  arm64: ['aarch64-linux-gnu-gcc', 'aarch64-none-elf-gcc', 'aarch64-elf-gcc'],
  riscv64: ['riscv64-linux-gnu-gcc', 'riscv64-unknown-elf-gcc', 'riscv64-elf-gcc'],
};

export const QEMU: Readonly<Record<Arch, string>> = {
  x86_64: 'qemu-system-x86_64',
  arm64: 'qemu-system-aarch64',
  riscv64: 'qemu-system-riscv64',
};

function compiler(id: string, arch: Arch, oldest: string, names: Packages): ToolRequirement {
  return {
    id,
    name: id,
    commands: COMPILERS[arch],
    ...GCC_VERSION,
    why: `compiles and links the kernel and the program for ${arch}`,
    archs: [arch],
    required: true,
    packages: packages(names),
    limits: [{ below: oldest, note: `Bare's Makefile uses options that came with gcc ${oldest}.` }],
  };
}

function qemu(arch: Arch, names: Packages): ToolRequirement {
  return {
    id: QEMU[arch],
    name: arch === 'x86_64' ? 'QEMU' : `QEMU for ${arch}`,
    commands: [QEMU[arch]],
    ...GNU_VERSION,
    why: `plays the ${arch} machine that the image boots on`,
    archs: [arch],
    required: true,
    packages: packages(names),
    limits: [
      arch === 'x86_64'
        ? { below: '4.0', note: 'Before 4.0, QEMU cannot start a 64-bit image without a boot loader.' }
        : { below: '5.0', note: 'Bare has not been tried with a QEMU this old.' },
    ],
  };
}

export const tools: readonly ToolRequirement[] = [
  compiler('gcc', 'x86_64', '8', { apt: 'gcc', dnf: 'gcc', pacman: 'gcc', zypper: 'gcc', brew: 'x86_64-elf-gcc' }),
  {
    id: 'make',
    name: 'make',
    commands: ['make', 'gmake'],
    versionArgv: ['--version'],
    versionPattern: 'GNU Make (\\d+\\.\\d+(?:\\.\\d+)?)',
    why: 'builds what changed and nothing else',
    required: true,
    packages: packages({ apt: 'make', dnf: 'make', pacman: 'make', zypper: 'make', brew: 'make' }),
    limits: [{ below: '3.81', note: "Bare's Makefile needs GNU make 3.81 or newer." }],
  },
  qemu('x86_64', {
    apt: 'qemu-system-x86',
    dnf: 'qemu-system-x86-core',
    pacman: 'qemu-system-x86',
    zypper: 'qemu-x86',
    brew: 'qemu',
  }),
  {
    id: 'addr2line',
    name: 'addr2line',
    commands: ['addr2line', 'x86_64-linux-gnu-addr2line', 'x86_64-elf-addr2line', 'llvm-addr2line'],
    ...GNU_VERSION,
    why: 'finds the source line of a crash',
    required: false,
    packages: packages({
      apt: 'binutils',
      dnf: 'binutils',
      pacman: 'binutils',
      zypper: 'binutils',
      brew: 'x86_64-elf-binutils',
    }),
  },
  compiler('aarch64-linux-gnu-gcc', 'arm64', '10', {
    apt: 'gcc-aarch64-linux-gnu',
    dnf: 'gcc-aarch64-linux-gnu',
    pacman: 'aarch64-linux-gnu-gcc',
    zypper: 'cross-aarch64-gcc13',
    brew: 'aarch64-elf-gcc',
  }),
  qemu('arm64', {
    apt: 'qemu-system-arm',
    dnf: 'qemu-system-aarch64-core',
    pacman: 'qemu-system-aarch64',
    zypper: 'qemu-arm',
    brew: 'qemu',
  }),
  compiler('riscv64-linux-gnu-gcc', 'riscv64', '8', {
    apt: 'gcc-riscv64-linux-gnu',
    dnf: 'gcc-riscv64-linux-gnu',
    pacman: 'riscv64-linux-gnu-gcc',
    zypper: 'cross-riscv64-gcc13',
    brew: 'riscv64-elf-gcc',
  }),
  qemu('riscv64', {
    apt: 'qemu-system-misc',
    dnf: 'qemu-system-riscv-core',
    pacman: 'qemu-system-riscv',
    zypper: 'qemu-extra',
    brew: 'qemu',
  }),
];
