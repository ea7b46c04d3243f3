/** What a Unikraft project can be built for: processor and monitor, the options that choose them, and the image's name. */
import type { Arch } from '../../contract/problem.ts';
import type { BuildTarget } from '../../contract/project.ts';
import { DOT_CONFIG, type OptionValues, parseDotConfig } from '../../engines/config/dot-config.ts';
import type { ProjectFiles, TargetChoice } from '../family.ts';
import { changeProjectFile, PROJECT_FILE, readProjectFile } from '../project-file.ts';

export type Monitor = 'qemu' | 'fc' | 'xen';

export interface Target {
  /** As in the name of the image and of the defconfig: `qemu-x86_64`. */
  readonly id: string;
  readonly arch: Arch;
  readonly monitor: Monitor;
}

export const ARCHS: readonly Arch[] = ['x86_64', 'arm64'];
const MONITORS: readonly Monitor[] = ['qemu', 'fc', 'xen'];
export const TARGETS: readonly Target[] = MONITORS.flatMap((monitor) =>
  ARCHS.map((arch) => ({ id: `${monitor}-${arch}`, arch, monitor })),
);

export const MONITOR_NAMES: Readonly<Record<Monitor, string>> = { qemu: 'QEMU', fc: 'Firecracker', xen: 'Xen' };

/** One file for each target: the options that differ from Unikraft's defaults. */
export const DEFCONFIGS = 'defconfigs';

const ARCH_OPTIONS: Readonly<Partial<Record<Arch, string>>> = { x86_64: 'ARCH_X86_64', arm64: 'ARCH_ARM_64' };
const MONITOR_OPTIONS: Readonly<Record<Monitor, readonly string[]>> = {
  qemu: ['PLAT_KVM', 'KVM_VMM_QEMU'],
  fc: ['PLAT_KVM', 'KVM_VMM_FIRECRACKER'],
  xen: ['PLAT_XEN'],
};

export function optionsOf(files: Pick<ProjectFiles, 'read'>): OptionValues {
  return parseDotConfig(files.read(DOT_CONFIG) ?? '');
}

function configuredArch(values: OptionValues): Arch | null {
  return ARCHS.find((arch) => values.get(ARCH_OPTIONS[arch] ?? '') === 'y') ?? null;
}

function configuredMonitor(values: OptionValues): Monitor | null {
  if (values.get('PLAT_XEN') === 'y' && values.get('PLAT_KVM') !== 'y') return 'xen';
  if (values.get('KVM_VMM_FIRECRACKER') === 'y') return 'fc';
  return values.get('PLAT_KVM') === 'y' ? 'qemu' : null;
}

function targetOf(arch: Arch, monitor: Monitor): Target {
  return { id: `${monitor}-${arch}`, arch, monitor };
}

/** The target that .config chooses; without one that which the project's own file names. */
export function currentTarget(files: Pick<ProjectFiles, 'read'>): Target {
  const values = optionsOf(files);
  const arch = configuredArch(values) ?? readProjectFile(files).arch ?? 'x86_64';
  return targetOf(ARCHS.includes(arch) ? arch : 'x86_64', configuredMonitor(values) ?? 'qemu');
}

export function archsOf(files: ProjectFiles): readonly Arch[] {
  const { arch, monitor } = currentTarget(files);
  const others = ARCHS.filter((other) => other !== arch);
  const has = (other: Arch) => files.paths.includes(`${DEFCONFIGS}/${targetOf(other, monitor).id}`);
  const known = files.paths.some((path) => path.startsWith(`${DEFCONFIGS}/`));
  return [arch, ...others.filter((other) => !known || has(other))];
}

/** Path of the defconfig of a target, where the project has one. */
export function defconfigOf(files: Pick<ProjectFiles, 'paths'>, target: Target): string | null {
  const path = `${DEFCONFIGS}/${target.id}`;
  if (files.paths.includes(path)) return path;
  return files.paths.includes('defconfig') ? 'defconfig' : null;
}

/** Options that choose a target and nothing else. */
export function targetLines({ arch, monitor }: Target): readonly string[] {
  return [ARCH_OPTIONS[arch]!, ...MONITOR_OPTIONS[monitor]].map((name) => `CONFIG_${name}=y`);
}

/**
 * What `conf` works out anew: which processor, which flavour of it, where the tree lies, and the drivers: the console of
 * one board is off on the other, and must not stay off when its turn comes.
 */
const OF_ONE_TARGET =
  /^(?:# )?CONFIG_(?:ARCH_|MARCH_|ARM64_|UK_ARCH|UK_FULLVERSION|UK_BASE|UK_APP|PLAT_|KVM_|XEN_|CROSS_COMPILE|HAVE_|LIBUKCONSOLE|LIBUKINTCTLR|LIBUKBUS|LIBUKRTC|LIBUKOFW|LIBUKPSCI|LIBVIRTIO|VIRTIO|LIBFDT|LIBXEN)/;

/**
 * The .config for another target: choices that hold for every target stay; those of one target give way to the lines
 * of the new one's defconfig. It is not complete; `olddefconfig` completes it.
 */
export function retargeted(text: string, files: ProjectFiles, target: Target): string {
  const own = files.paths
    .filter((path) => path.startsWith(`${DEFCONFIGS}/`))
    .flatMap((path) => [...parseDotConfig(files.read(path) ?? '').keys()]);
  const replaced = new Set(own);
  const kept = text.split(/\r?\n/).filter((line) => {
    const name = /^(?:# )?CONFIG_([A-Za-z0-9_]+)/.exec(line)?.[1];
    return name !== undefined && !OF_ONE_TARGET.test(line) && !replaced.has(name);
  });
  const path = defconfigOf(files, target);
  const chosen = path === null ? targetLines(target) : (files.read(path) ?? '').split(/\r?\n/);
  return `${[...chosen, ...kept].filter((line) => line.trim() !== '').join('\n')}\n`;
}

interface Edit {
  readonly path: string;
  readonly text: string;
}

export function retarget(files: ProjectFiles, arch: Arch): readonly Edit[] {
  return choose(files, targetOf(arch, currentTarget(files).monitor));
}

function choose(files: ProjectFiles, target: Target): readonly Edit[] {
  const { arch, monitor } = target;
  const current = currentTarget(files);
  const config = files.read(DOT_CONFIG);
  const own = { path: PROJECT_FILE, text: changeProjectFile(files.read(PROJECT_FILE) ?? '', { arch }) };
  // Without options the processor is all that the studio's own file says of a target; another monitor needs options.
  if (config === undefined && monitor === 'qemu') return readProjectFile(files).arch === arch ? [] : [own];
  if (current.id === target.id) return [];
  const edit = { path: DOT_CONFIG, text: retargeted(config ?? '', files, target) };
  return files.read(PROJECT_FILE) === undefined ? [edit] : [edit, own];
}

function described({ id, arch, monitor }: Target): BuildTarget {
  return { id, name: `${MONITOR_NAMES[monitor]} ${arch}`, arch, boots: monitor === 'qemu' };
}

/** Those that the project has a defconfig for, and the one that is chosen; all where it has no such files. */
export const targets: TargetChoice = {
  list(files) {
    const current = currentTarget(files);
    const known = files.paths.some((path) => path.startsWith(`${DEFCONFIGS}/`));
    return TARGETS.filter(({ id }) => id === current.id || !known || files.paths.includes(`${DEFCONFIGS}/${id}`)).map(
      described,
    );
  },
  current: (files) => currentTarget(files).id,
  choose(files, id) {
    const target = TARGETS.find((one) => one.id === id);
    return target ? choose(files, target) : [];
  },
};

/** True when `conf` wrote the file; otherwise it has to be completed before anything can be built from it. */
export function isComplete(config: string): boolean {
  return parseDotConfig(config).has('UK_FULLVERSION');
}

/** Name of the image without its target; the folder's name unless the person chose another one. */
export function imageName(files: Pick<ProjectFiles, 'root' | 'read'>): string {
  const chosen = optionsOf(files)
    .get('UK_NAME')
    ?.replace(/^"(.*)"$/, '$1');
  return chosen || files.root.slice(files.root.lastIndexOf('/') + 1);
}

/** Relative to the root. */
export function imagePath(files: Pick<ProjectFiles, 'root' | 'read'>): string {
  return `${BUILD}/${imageName(files)}_${currentTarget(files).id}`;
}

/** Xen takes a flat image on arm64; what the debugger reads belongs to the ELF file that it is made of. */
export function symbolsPath(files: Pick<ProjectFiles, 'root' | 'read'>): string {
  return `${imagePath(files)}${symbolsSuffix(currentTarget(files))}`;
}

export function symbolsSuffix({ arch, monitor }: Pick<Target, 'arch' | 'monitor'>): string {
  return monitor === 'xen' && arch === 'arm64' ? '.elf.dbg' : '.dbg';
}

export const BUILD = 'build';
