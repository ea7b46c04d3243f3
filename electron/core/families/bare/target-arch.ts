/** The architecture of a project: which one its .config chooses, which ones its kernel knows, and how to change it. */
import type { Arch } from '../../contract/problem.ts';
import { DOT_CONFIG, parseDotConfig, withOptions } from '../../engines/config/dot-config.ts';
import type { ProjectFiles } from '../family.ts';

const OPTIONS: Readonly<Record<Arch, string>> = {
  x86_64: 'ARCH_X86_64',
  arm64: 'ARCH_ARM64',
  riscv64: 'ARCH_RISCV64',
};
export const ARCHS = Object.keys(OPTIONS) as readonly Arch[];

/** null: .config is missing, or chooses none or several. */
export function configuredArch(files: ProjectFiles): Arch | null {
  const values = parseDotConfig(files.read(DOT_CONFIG) ?? '');
  const chosen = ARCHS.filter((arch) => values.get(OPTIONS[arch]) === 'y');
  return chosen.length === 1 ? chosen[0]! : null;
}

/** Those that `kernel/` has a folder for, the configured one first. All of them where the paths are not known yet. */
export function archsOf(files: ProjectFiles): readonly Arch[] {
  const known = ARCHS.filter((arch) => files.paths.some((path) => path.startsWith(`kernel/${arch}/`)));
  const archs = known.length > 0 ? known : ARCHS;
  const configured = configuredArch(files);
  return configured ? [configured, ...archs.filter((arch) => arch !== configured)] : archs;
}

/** Options of the choice "Processor" for one architecture. */
export function archOptions(target: Arch): Readonly<Record<string, string>> {
  return Object.fromEntries(ARCHS.map((arch) => [OPTIONS[arch], arch === target ? 'y' : 'n']));
}

export function retarget(
  files: ProjectFiles,
  target: Arch,
): readonly { readonly path: string; readonly text: string }[] {
  const text = files.read(DOT_CONFIG);
  if (text === undefined || configuredArch(files) === target) return [];
  return [{ path: DOT_CONFIG, text: withOptions(text, archOptions(target)) }];
}
