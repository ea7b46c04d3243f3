/** The `conf` of the Linux sources as Debian builds it (packages linux-kbuild-…): what values are compared with. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DialectName } from '#core/engines/kconfig/dialect.ts';

const libraries = '/usr/lib';
const folders = existsSync(libraries) ? readdirSync(libraries) : [];

/** The folder of 6.12 is named after the build. */
const programs = {
  '6.1': folders.find((name) => name === 'linux-kbuild-6.1'),
  '6.12': folders.find((name) => name.startsWith('linux-kbuild-6.12')),
};
/** Of Unikraft's own conf there is no package: UNIKRAFT_CONF names it where somebody has built it. */
export type ConfVersion = keyof typeof programs | 'unikraft';

export const dialectOf = (version: ConfVersion): DialectName => (version === 'unikraft' ? version : `linux-${version}`);

const programOf = (version: ConfVersion): string =>
  version === 'unikraft'
    ? (process.env.UNIKRAFT_CONF ?? '')
    : join(libraries, programs[version] ?? '', 'scripts', 'kconfig', 'conf');

export function whyWithout(version: ConfVersion): string | null {
  if (version === 'unikraft')
    return existsSync(programOf(version)) ? null : 'skipped: UNIKRAFT_CONF names no conf built from Unikraft’s sources';
  return programs[version] !== undefined && existsSync(programOf(version))
    ? null
    : `skipped: Debian’s package linux-kbuild-${version} is not installed, and its conf is what this compares with`;
}

export const confMissing = whyWithout('6.1');

export interface ConfRun {
  /** Folder that it works in; `.config` is read and written there. */
  readonly folder: string;
  /** As in `olddefconfig`. */
  readonly mode: string;
  /** Text of .config before; '' for none. */
  readonly config?: string;
  readonly kconfig?: string;
  readonly version?: ConfVersion;
  readonly env?: Readonly<Record<string, string>>;
}

/** What `conf` wrote, as a binary string: the .config, the minimal config, the list of new options or the C header. */
export function runConf({
  folder,
  mode,
  config = '',
  kconfig = 'Kconfig',
  version = '6.1',
  env = {},
}: ConfRun): string {
  writeFileSync(join(folder, '.config'), config, 'latin1');
  // conf writes the header along with the .config where there is none yet.
  const option = mode === 'header' ? 'olddefconfig' : mode;
  if (mode === 'header') rmSync(join(folder, 'include'), { recursive: true, force: true });
  const args = mode === 'savedefconfig' ? ['--savedefconfig', 'minimal', kconfig] : [`--${option}`, kconfig];
  const done = spawnSync(programOf(version), args, {
    cwd: folder,
    encoding: 'latin1',
    maxBuffer: 64 << 20,
    env: { PATH: process.env.PATH, LC_ALL: 'C', ...env },
  });
  if (done.status !== 0) throw new Error(`conf ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  if (mode === 'listnewconfig') return done.stdout;
  if (mode === 'header') return readFileSync(join(folder, 'include', 'generated', 'autoconf.h'), 'latin1');
  return readFileSync(join(folder, mode === 'savedefconfig' ? 'minimal' : '.config'), 'latin1');
}

/** The text without its header of four lines, which names the program's version. */
export function body(config: string): string {
  return config.split('\n').slice(4).join('\n');
}
