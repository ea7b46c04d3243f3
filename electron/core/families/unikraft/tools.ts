/** The programs that a Unikraft build and run stand on, and how each system's package manager calls them. */
import type { ToolRequirement } from '../family.ts';

export const INSTALL_KRAFT = ['go', 'install', 'kraftkit.sh/cmd/kraft@latest'] as const;

const GNU = { versionArgv: ['--version'], versionPattern: '\\b(\\d+\\.\\d+(?:\\.\\d+)?)' };
const GCC = { versionArgv: ['-dumpfullversion', '-dumpversion'], versionPattern: '^(\\d+(?:\\.\\d+){0,2})' };

interface Names {
  readonly apt: string;
  readonly dnf: string;
  readonly pacman: string;
  readonly zypper: string;
  readonly brew?: string;
}

function named(names: Names): ToolRequirement['packages'] {
  return Object.fromEntries(Object.entries(names).map(([manager, name]) => [manager, [name]]));
}

/** A program whose package has its own name everywhere. */
function plain(id: string, why: string, required: boolean, names: Partial<Names> = {}): ToolRequirement {
  const all: Names = { apt: id, dnf: id, pacman: id, zypper: id, brew: id, ...names };
  return { id, name: id, commands: [id], ...GNU, why, required, packages: named(all) };
}

export const tools: readonly ToolRequirement[] = [
  {
    ...plain('gcc', 'compiles and links Unikraft and the program; makes its configuration tool', true),
    ...GCC,
    commands: ['gcc'],
    limits: [{ below: '7.0', note: "Unikraft's Makefile refuses gcc before 7.0." }],
  },
  {
    ...plain('make', 'builds what changed and nothing else', true),
    limits: [{ below: '4.1', note: "Unikraft's Makefile needs GNU make 4.1 or newer." }],
  },
  plain('bison', 'makes the parser of the configuration tool', true),
  plain('flex', 'makes the scanner of the configuration tool', true),
  {
    ...plain('python3', 'writes the boot information into the image', true, { pacman: 'python', brew: 'python' }),
    versionPattern: 'Python (\\d+\\.\\d+(?:\\.\\d+)?)',
  },
  {
    ...plain('qemu-system-x86_64', 'plays the x86_64 machine that the image boots on', true, {
      apt: 'qemu-system-x86',
      dnf: 'qemu-system-x86-core',
      pacman: 'qemu-system-x86',
      zypper: 'qemu-x86',
      brew: 'qemu',
    }),
    name: 'QEMU',
    archs: ['x86_64'],
    limits: [
      { below: '8.1.3', note: 'Without KVM it has no RDSEED: leave LIBUKRANDOM off, or the boot stops before main().' },
    ],
  },
  {
    ...plain('aarch64-linux-gnu-gcc', 'compiles and links for arm64', true, {
      apt: 'gcc-aarch64-linux-gnu',
      dnf: 'gcc-aarch64-linux-gnu',
      pacman: 'aarch64-linux-gnu-gcc',
      zypper: 'cross-aarch64-gcc13',
      brew: 'aarch64-elf-gcc',
    }),
    ...GCC,
    archs: ['arm64'],
  },
  {
    ...plain('qemu-system-aarch64', 'plays the arm64 machine that the image boots on', true, {
      apt: 'qemu-system-arm',
      dnf: 'qemu-system-aarch64-core',
      zypper: 'qemu-arm',
      brew: 'qemu',
    }),
    name: 'QEMU for arm64',
    archs: ['arm64'],
  },
  plain('git', 'downloads Unikraft and its external libraries', false),
  {
    ...plain('g++', 'compiles programs in C++', false, {
      dnf: 'gcc-c++',
      pacman: 'gcc',
      zypper: 'gcc-c++',
      brew: 'gcc',
    }),
    ...GCC,
  },
  plain('wget', 'downloads what external libraries are made of (musl, lwIP)', false),
  plain('tar', 'unpacks external libraries', false),
  plain('unzip', 'unpacks external libraries', false),
  plain('patch', 'makes external libraries fit', false),
  {
    ...plain('addr2line', 'finds the source line of a crash', false),
    packages: named({ apt: 'binutils', dnf: 'binutils', pacman: 'binutils', zypper: 'binutils', brew: 'binutils' }),
  },
  {
    id: 'kraft',
    name: 'kraft',
    commands: ['kraft'],
    versionArgv: ['version'],
    versionPattern: '(\\d+\\.\\d+\\.\\d+)',
    why: 'builds and runs by a Kraftfile; GNU Make does without it. Go puts it into `~/go/bin`, which has to be in PATH',
    required: false,
    packages: {},
    installArgv: INSTALL_KRAFT,
  },
];
