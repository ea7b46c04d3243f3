/** Finds the system's package manager and writes down the exact command that installs something with it. */
import { readFileSync } from 'node:fs';
import type { PackageManager, ToolRequirement } from '#core/families/family.ts';

export interface InstallCommand {
  readonly argv: readonly string[];
  readonly note: string;
}

export interface System {
  /** "Debian GNU/Linux 12 (bookworm)". */
  readonly name: string;
  readonly manager: PackageManager | null;
  readonly isRoot: boolean;
  /** Program that runs a command as root after asking; null where there is none. */
  readonly elevate: 'sudo' | 'doas' | 'pkexec' | null;
}

const byDistribution: Readonly<Record<string, PackageManager>> = {
  debian: 'apt',
  ubuntu: 'apt',
  fedora: 'dnf',
  rhel: 'dnf',
  centos: 'dnf',
  arch: 'pacman',
  suse: 'zypper',
  opensuse: 'zypper',
};

const programs: Readonly<Record<PackageManager, readonly string[]>> = {
  apt: ['apt-get', 'install'],
  dnf: ['dnf', 'install'],
  pacman: ['pacman', '-S', '--needed'],
  zypper: ['zypper', 'install'],
  brew: ['brew', 'install'],
};

/** @param which finds a program in PATH */
export function findSystem(which: (command: string) => string | null, release: string = readRelease()): System {
  const fields = parseOsRelease(release);
  const ids = [fields.ID ?? '', ...(fields.ID_LIKE ?? '').split(' ')];
  const known = ids
    .map((id) => byDistribution[id] ?? byDistribution[id.split('-')[0] ?? ''])
    .find((manager) => manager);
  const present = (manager: PackageManager) => which(programs[manager][0] ?? '') !== null;
  const fallback = (Object.keys(programs) as PackageManager[]).find(present) ?? null;
  return {
    name: fields.PRETTY_NAME ?? platformName(),
    manager: process.platform === 'darwin' ? 'brew' : known && present(known) ? known : fallback,
    isRoot: process.getuid?.() === 0,
    elevate: (['sudo', 'doas', 'pkexec'] as const).find((program) => which(program) !== null) ?? null,
  };
}

/** null: this system's package manager is not known, or nothing of it is known to hold the tool. */
export function installCommand(
  requirement: Pick<ToolRequirement, 'packages' | 'installArgv'>,
  system: System,
): InstallCommand | null {
  const { manager, isRoot, elevate } = system;
  const packages = manager ? requirement.packages[manager] : undefined;
  const seen = 'Runs in a terminal that you can see.';
  if (!manager || !packages || packages.length === 0) {
    return requirement.installArgv ? { argv: requirement.installArgv, note: seen } : null;
  }
  const command = [...programs[manager], ...packages];
  if (manager === 'brew' || isRoot) return { argv: command, note: seen };
  if (elevate) return { argv: [elevate, ...command], note: `${seen} It asks for your password.` };
  return { argv: command, note: 'Has to be run by an administrator of this computer.' };
}

function parseOsRelease(text: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, key, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
    if (key) fields[key] = value.replace(/^(["'])(.*)\1$/, '$2');
  }
  return fields;
}

function readRelease(): string {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    try {
      return readFileSync(path, 'utf8');
    } catch {}
  }
  return '';
}

function platformName(): string {
  return process.platform === 'darwin' ? 'macOS' : process.platform === 'win32' ? 'Windows' : process.platform;
}
