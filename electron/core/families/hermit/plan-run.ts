/** How a Hermit image boots: the loader first, with the image as its initial RAM disk; memory and pairs checked before. */
import type { Arch, Problem } from '../../contract/problem.ts';
import type { Parsed, ProjectFiles, RunPlan, RunRequest } from '../family.ts';
import type { PlanContext, Question } from '../source.ts';
import { consoleReader } from './console-reader.ts';
import { featureDevices } from './feature-devices.ts';
import { hermitProject, MANIFEST, taggedVersion } from './hermit-project.ts';
import { builtLoader, loaderFile, ownLoader, pairFault } from './loaders.ts';
import { defaultMemory, memoryProblems } from './memory.ts';
import { imagePath } from './plan-build.ts';
import { commandLine } from './settings.ts';
import { TARGETS } from './targets.ts';
import { uhyvePlan } from './uhyve.ts';

const FIRST_BYTE_MS = 10_000;
const OPENSBI = '/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.bin';
/** A comma separates QEMU's options; a doubled one is part of a file's name. */
const quoted = (path: string) => path.replaceAll(',', ',,');

/** Sizes of the image and the loader: small files' stat, fast enough for every run. */
export function runQuestions(files: ProjectFiles, arch: Arch, context: PlanContext): readonly Question[] {
  const project = hermitProject(files);
  const image = project.readyMade ?? imagePath(project, arch);
  const source = context.sources.loader;
  const loader = source ? builtLoader(context.cache, source, arch).file : null;
  return [
    { id: 'image.size', kind: 'size', path: `${files.root}/${image}` },
    ...(loader ? [{ id: 'loader.size', kind: 'size', path: loader } as const] : []),
    ...(arch === 'x86_64' ? [{ id: 'cpu.info', kind: 'read', path: '/proc/cpuinfo' } as const] : []),
    ...(arch === 'riscv64' ? [{ id: 'opensbi.size', kind: 'size', path: OPENSBI } as const] : []),
  ];
}

/** The machine on QEMU, or in uhyve where that is chosen. */
export function planRun(files: ProjectFiles, request: RunRequest, context: PlanContext): Parsed<RunPlan> {
  const planned = planQemu(files, request, context);
  const { own, readyMade } = hermitProject(files);
  const { arch } = request;
  if ((request.monitor ?? own.run.monitor ?? 'qemu') !== 'uhyve') return planned;
  if (arch === 'riscv64') return { ...planned, problems: [...planned.problems, noUhyve()] };
  const machine = {
    ...{ arch, image: planned.value.image, manifest: readyMade === null ? (files.read(MANIFEST) ?? '') : '' },
    ...{ args: own.run.args ?? '', hasPorts: (own.run.ports ?? []).length > 0 },
  };
  return { value: uhyvePlan(planned.value, machine), problems: planned.problems };
}

function planQemu(files: ProjectFiles, { arch }: RunRequest, context: PlanContext): Parsed<RunPlan> {
  const project = hermitProject(files);
  const { run } = project.own;
  const image = project.readyMade ?? imagePath(project, arch);
  const bytes = context.facts['image.size'] ?? null;
  const memoryMiB = run.memoryMiB ?? defaultMemory(arch, bytes);
  const found = findLoader(files, arch, context);
  const kernel = taggedVersion(project) ?? kernelVersion(context);
  const devices = featureDevices(project.features, run.ports ?? [], arch);
  const problems = [
    ...(found.path === null ? [noLoader(arch)] : []),
    ...pairProblems(found.version, kernel),
    ...memoryProblems(memoryMiB, { arch, bytes, files }),
    ...devices.problems,
  ];
  const words = commandLine(files.read(MANIFEST) ?? '', arch, run.args ?? '');
  const append = words === '' ? [] : ['-append', words];
  const loader = found.path ?? loaderFile(arch, found.version ?? '0.5.7');
  const machine: Readonly<Record<Arch, readonly string[]>> = {
    x86_64: [
      ...['-machine', 'pc', '-smp', '1', '-m', `${memoryMiB}M`],
      ...['-device', 'isa-debug-exit,iobase=0xf4,iosize=0x04', '-kernel', loader, '-initrd', image],
    ],
    // `target=gdb` keeps the calls of semihosting from this computer's files: only "exit" is left.
    arm64: [
      ...['-machine', 'virt,gic-version=3', '-cpu', 'cortex-a76', '-smp', '1', '-m', `${memoryMiB}M`],
      ...['-semihosting-config', 'enable=on,target=gdb', '-kernel', loader],
      ...['-device', `guest-loader,addr=0x48000000,initrd=${quoted(image)}`],
    ],
    riscv64: [
      ...['-machine', 'virt', '-cpu', 'rv64', '-smp', '1', '-m', `${memoryMiB}M`],
      ...[
        '-semihosting-config',
        'enable=on,target=gdb',
        '-bios',
        firmware(files, context),
        '-kernel',
        loader,
        '-initrd',
        image,
      ],
    ],
  };
  const isX86 = arch === 'x86_64';
  const lacking = isX86 ? lackingCpu(project.features, context) : null;
  return {
    value: {
      program: TARGETS[arch].qemu,
      args: [...machine[arch], ...append, ...devices.args],
      // The kernel's own minimum; what a plain `qemu64` lacks of it stops some releases.
      acceleratorArgs: { kvm: isX86 ? ['-cpu', 'host'] : [], tcg: isX86 ? ['-cpu', 'Skylake-Client'] : [] },
      accelerators: isX86 && lacking === null ? ['kvm', 'tcg'] : ['tcg'],
      memoryMiB,
      cpus: 1,
      image,
      symbols: image,
      firstByteMs: FIRST_BYTE_MS,
      trees: treesOf(context),
      notes: [...(lacking === null ? [] : [lacking]), ...devices.notes],
      reader: consoleReader,
      readStatus: (status) => readStatus(arch, status),
    },
    problems,
  };
}

/** Where panics of the kernel and of the loader find their lines. */
function treesOf({ sources: { kernel, loader } }: PlanContext): Readonly<Record<string, string>> {
  return { ...(kernel ? { kernel: kernel.folder } : {}), ...(loader ? { loader: loader.folder } : {}) };
}

/** What this computer's processor lacks that the kernel was told to use: under KVM the guest would have no other one. */
function lackingCpu(features: ReadonlySet<string> | null, { facts }: PlanContext): string | null {
  const flags = /^flags\s*:(.*)$/m.exec(facts['cpu.info'] ?? '')?.[1]?.split(' ');
  if (!flags || !features?.has('fsgsbase') || flags.includes('fsgsbase')) return null;
  return 'This computer’s processor lacks `fsgsbase`, which the kernel’s feature of that name uses: the machine runs without KVM.';
}

/**
 * isa-debug-exit: 3 is the program's 0, and 1 any other end, as it is of QEMU's own failures. 0 without a word on serial
 * is a reset, or a machine that was turned off before its program was reached.
 */
export function readStatus(arch: Arch, status: number): ReturnType<RunPlan['readStatus']> {
  if (arch === 'x86_64' && status === 3) return { code: 0, reason: 'guest' };
  return status === 0 ? { code: null, reason: 'crash' } : { code: null, reason: 'error' };
}

function findLoader(
  files: ProjectFiles,
  arch: Arch,
  context: PlanContext,
): { path: string | null; version: string | null } {
  const own = ownLoader(files, arch);
  if (own) return { path: own.path, version: own.before057 ? '0.5.6' : '0.5.7' };
  const source = context.sources.loader;
  if (!source) return { path: null, version: null };
  const { file, version } = builtLoader(context.cache, source, arch);
  return { path: file, version };
}

/** A kernel folder of one's own says its version; sources after 0.13.2 say 0.13.0 all the same, and are newer. */
function kernelVersion({ sources }: PlanContext): string | null {
  const { kernel } = sources;
  if (!kernel) return null;
  const text = kernel.read('Cargo.toml') ?? '';
  return /^loader = \[/m.test(text) ? null : kernel.version;
}

/** One among the project's own files; else Debian's package `opensbi`, and without it the copy that QEMU brings along. */
function firmware({ paths }: ProjectFiles, { facts }: PlanContext): string {
  const own = paths.find((path) => /^(?:firmware\/)?(?:opensbi[^/]*|fw_(?:jump|dynamic))\.(?:bin|elf)$/.test(path));
  return own ?? (facts['opensbi.size'] ? OPENSBI : 'default');
}

function noUhyve(): Problem {
  return {
    code: 'hermit.uhyve-other-arch',
    severity: 'error',
    title: 'Uhyve runs no images for riscv64',
    why: 'It runs those of this computer’s own kind: x86_64 or arm64. Choose QEMU in the run settings.',
    evidence: NOWHERE,
    fixes: [],
  };
}

const NOWHERE = { firstLine: 0, lastLine: 0 };

function noLoader(arch: Arch): Problem {
  return {
    code: 'hermit.no-loader',
    severity: 'error',
    title: 'The Hermit loader is not here',
    why: `QEMU starts the loader, and the loader starts the image. Build the project, or put \`${loaderFile(arch, '0.5.7')}\` into the folder.`,
    evidence: NOWHERE,
    fixes: [],
  };
}

function pairProblems(loader: string | null, kernel: string | null): readonly Problem[] {
  const fault = loader !== null && kernel !== null ? pairFault(loader, kernel) : null;
  if (fault === null) return [];
  return [
    {
      code: 'hermit.loader-kernel-pair',
      severity: 'error',
      title: `Loader ${loader} can't start kernel ${kernel}`,
      why: fault,
      evidence: NOWHERE,
      fixes: [],
    },
  ];
}
