import { expect, test } from 'vitest';
import type { TextEdit } from '#core/contract/problem.ts';
import { compareKraftfile, differenceProblems } from '#core/engines/kraftfile/compare-with-config.ts';
import { applyEdits } from '../../families/bare/diagnosers/diagnose.ts';

const KRAFTFILE = `spec: v0.6
name: hello
unikraft:
  version: stable
  kconfig:
    CONFIG_LIBVFSCORE: "y" # files
    CONFIG_STACK_SIZE_PAGE_ORDER: 6
libraries:
  musl: stable
targets:
  - qemu/x86_64
`;
const CONFIG = `CONFIG_UK_NAME="other"
# CONFIG_ARCH_X86_64 is not set
CONFIG_ARCH_ARM_64=y
CONFIG_PLAT_KVM=y
CONFIG_KVM_VMM_QEMU=y
# CONFIG_LIBVFSCORE is not set
CONFIG_STACK_SIZE_PAGE_ORDER=4
# CONFIG_LIBMUSL is not set
CONFIG_LIBLWIP=y
`;

function files(kraftfile = KRAFTFILE, config = CONFIG) {
  return { kraftfile: { file: 'Kraftfile', text: kraftfile }, config: { file: '.config', text: config } };
}

test('everything that differs is told', () => {
  expect(
    compareKraftfile(files()).map(({ what, subject, inKraftfile, inConfig }) => [what, subject, inKraftfile, inConfig]),
  ).toEqual([
    ['name', 'name', 'hello', 'other'],
    ['target', 'qemu/arm64', 'qemu/x86_64', 'qemu/arm64'],
    ['library', 'musl', 'used', 'off'],
    ['library', 'lwip', null, 'on'],
    ['option', 'LIBVFSCORE', 'y', 'n'],
    ['option', 'STACK_SIZE_PAGE_ORDER', '6', '4'],
  ]);
});

/** Takes over the first difference again and again, one way, until none is left. */
function settle(way: 'toConfig' | 'toKraftfile'): { kraftfile: string; config: string } {
  let [kraftfile, config] = [KRAFTFILE, CONFIG];
  for (let round = 0; round < 20; round++) {
    const [first] = compareKraftfile(files(kraftfile, config));
    if (!first) return { kraftfile, config };
    const edits: readonly TextEdit[] = first[way] ?? [];
    const before = kraftfile + config;
    if (way === 'toConfig') config = applyEdits(config, edits);
    else kraftfile = applyEdits(kraftfile, edits);
    if (before === kraftfile + config) throw new Error(`nothing changed for ${first.subject}`);
  }
  throw new Error('never settled');
}

test('the .config can take over all that the Kraftfile says', () => {
  const { kraftfile, config } = settle('toConfig');
  expect(kraftfile).toBe(KRAFTFILE);
  expect(config).toContain('CONFIG_ARCH_X86_64=y');
  expect(config).toContain('CONFIG_LIBVFSCORE=y');
  expect(config).toContain('# CONFIG_LIBLWIP is not set');
});

test('the Kraftfile can take over all that the .config says, and keeps its comments', () => {
  const { kraftfile, config } = settle('toKraftfile');
  expect(config).toBe(CONFIG);
  expect(kraftfile).toContain('CONFIG_LIBVFSCORE: "n" # files');
  expect(kraftfile).toContain('  - qemu/x86_64\n  - qemu/arm64\n');
  expect(kraftfile).toContain('  lwip: stable\n');
});

test('problems stand at their place with both ways out', () => {
  const problem = differenceProblems(files()).find(({ code }) => code === 'kraftfile.differs-option');
  expect(problem).toMatchObject({
    title: '`LIBVFSCORE` is `y` in the Kraftfile and `n` in .config',
    at: { file: 'Kraftfile', line: 6 },
    fixes: [{ title: 'Take over what the Kraftfile says' }, { title: 'Take over what .config says' }],
  });
});

test('the same project has no differences', () => {
  const same =
    'CONFIG_UK_NAME="hello"\nCONFIG_ARCH_X86_64=y\nCONFIG_PLAT_KVM=y\nCONFIG_LIBVFSCORE=y\nCONFIG_STACK_SIZE_PAGE_ORDER=6\nCONFIG_LIBMUSL=y\n';
  expect(compareKraftfile(files(KRAFTFILE, same))).toEqual([]);
});

test('an option that a .config does not speak of is off, once conf has written the file', () => {
  const kraftfile = 'spec: v0.6\nunikraft:\n  kconfig:\n    CONFIG_LIBUKNETDEV: "y"\n';
  const target = 'CONFIG_ARCH_X86_64=y\n';
  expect(compareKraftfile(files(kraftfile, target))).toEqual([]);
  const whole = `#\n# Automatically generated file; DO NOT EDIT.\n#\n${target}`;
  expect(compareKraftfile(files(kraftfile, whole))).toMatchObject([{ subject: 'LIBUKNETDEV', inConfig: null }]);
});
