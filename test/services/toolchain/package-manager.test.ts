import { expect, test } from 'vitest';
import { findSystem, installCommand, type System } from '../../../electron/services/toolchain/package-manager.ts';

const only =
  (...programs: string[]) =>
  (command: string) =>
    programs.includes(command) ? `/usr/bin/${command}` : null;
const tool = { packages: { apt: ['gcc'], dnf: ['gcc'], pacman: ['gcc'], zypper: ['gcc'], brew: ['gcc'] } } as const;

test.each([
  ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian', 'apt-get', 'apt', 'Debian GNU/Linux 12 (bookworm)'],
  [
    'NAME="Linux Mint"\nPRETTY_NAME="Linux Mint 22"\nID=linuxmint\nID_LIKE="ubuntu debian"',
    'apt-get',
    'apt',
    'Linux Mint 22',
  ],
  ["PRETTY_NAME='Fedora 43'\nID=fedora", 'dnf', 'dnf', 'Fedora 43'],
  ['PRETTY_NAME="Rocky Linux 9"\nID="rocky"\nID_LIKE="rhel centos fedora"', 'dnf', 'dnf', 'Rocky Linux 9'],
  ['PRETTY_NAME="Manjaro"\nID=manjaro\nID_LIKE=arch', 'pacman', 'pacman', 'Manjaro'],
  [
    'PRETTY_NAME="openSUSE Tumbleweed"\nID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"',
    'zypper',
    'zypper',
    'openSUSE Tumbleweed',
  ],
])('knows the package manager of %j', (release, program, manager, name) => {
  expect(findSystem(only(program, 'sudo'), release)).toMatchObject({ name, manager, elevate: 'sudo' });
});

test('goes by what is installed where the system is not known, and has none where nothing is', () => {
  expect(findSystem(only('pacman'), 'ID=unheard')).toMatchObject({ manager: 'pacman', elevate: null });
  expect(findSystem(only(), 'ID=debian')).toMatchObject({ manager: null });
});

test('gives the exact command, with a question for the password only where it is needed', () => {
  const system: System = { name: 'x', manager: 'apt', isRoot: false, elevate: 'sudo' };
  expect(installCommand(tool, system)?.argv).toEqual(['sudo', 'apt-get', 'install', 'gcc']);
  expect(installCommand(tool, { ...system, isRoot: true })?.argv).toEqual(['apt-get', 'install', 'gcc']);
  expect(installCommand(tool, { ...system, elevate: null })).toMatchObject({
    argv: ['apt-get', 'install', 'gcc'],
    note: expect.stringContaining('administrator'),
  });
  expect(installCommand(tool, { ...system, manager: 'brew' })?.argv).toEqual(['brew', 'install', 'gcc']);
  expect(installCommand({ packages: {} }, system)).toBeNull();
  expect(installCommand(tool, { ...system, manager: null })).toBeNull();
});

test('a tool of a language of its own is installed by its own command', () => {
  const system = { name: 'x', manager: 'apt', isRoot: true, elevate: null } satisfies System;
  const own = { packages: {}, installArgv: ['go', 'install', 'example.org/tool@latest'] };
  expect(installCommand(own, system)?.argv).toEqual(own.installArgv);
  expect(installCommand({ packages: {} }, system)).toBeNull();
});
