import { expect, test } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { checkKraftfile } from '#core/engines/kraftfile/check-kraftfile.ts';
import { applyEdits } from '../../families/bare/diagnosers/diagnose.ts';

const GOOD = `spec: v0.6
# what it is called
name: hello
unikraft:
  source: ../unikraft
  version: 0.17.0
  kconfig:
    CONFIG_LIBVFSCORE: "y"
    CONFIG_STACK_SIZE_PAGE_ORDER: 4
libraries:
  musl: stable
  lwip:
    version: stable
    kconfig:
      CONFIG_LWIP_UDP: y
  nothing:
targets:
  - qemu/x86_64
  - name: arm
    platform: fc
    architecture: arm64
cmd: ["a", "b", 3]
env:
  - HOME=/
labels:
  cloud: "1"
rootfs: ./rootfs
volumes:
  - source: ./data
    destination: /data
    driver: 9pfs
    readOnly: true
`;

function found(text: string): string[] {
  return checkKraftfile(text, 'Kraftfile').map(
    ({ code, severity, at }) => `${severity} ${code} ${at?.line}:${at?.column}-${at?.endColumn}`,
  );
}

function fixed(text: string, problem: Problem): string {
  const fix = problem.fixes[0];
  if (fix?.kind !== 'edit') throw new Error('no edit');
  return applyEdits(text, fix.edits);
}

test('a file with all shapes of the format is good', () => {
  expect(found(GOOD)).toEqual([]);
});

test.each([
  ['a text', 'unikraft: stable'],
  ['a number', 'unikraft: 0.17'],
  ['a mapping', 'unikraft: {version: stable}'],
])('unikraft may be %s', (_, line) => {
  expect(found(`spec: v0.6\n${line}\ntargets: [qemu/x86_64]\n`)).toEqual([]);
});

test('specification of 0.5 as a number in quotes is good, and keys of 0.6 are not part of it', () => {
  const old = "specification: '0.5'\nunikraft: stable\ntargets:\n  - architecture: x86_64\n    platform: qemu\n";
  expect(found(old)).toEqual([]);
  expect(found(`${old}volumes: ./a:/b\n`)).toEqual(['error kraftfile.too-new 6:1-8']);
});

test('an unknown key is found, and a close one offered', () => {
  const text = GOOD.replace('rootfs:', 'rootf:');
  const [problem] = checkKraftfile(text, 'Kraftfile');
  expect(problem).toMatchObject({ code: 'kraftfile.unknown-key', at: { line: 27, column: 1, endColumn: 6 } });
  expect(fixed(text, problem!)).toBe(GOOD);
});

test('YAML that breaks off is said to be none, with its place', () => {
  expect(found('spec: v0.6\nunikraft: [a\n')[0]).toMatch(/^error kraftfile\.syntax [23]:/);
});

test('a wrong kind of value says what it should be', () => {
  const [problem] = checkKraftfile('spec: v0.6\nunikraft: stable\ntargets: qemu/x86_64\n', 'Kraftfile');
  expect(problem).toMatchObject({ code: 'kraftfile.shape', title: "`targets` can't be a text.", why: 'It is a list.' });
});

test.each([
  ['kvm/x86_64', 'warning kraftfile.old-name', 'qemu/x86_64'],
  ['qemu/amd64', 'error kraftfile.value', 'qemu/x86_64'],
  ['qemu/aarch64', 'error kraftfile.value', 'qemu/arm64'],
])('the target %s is put right', (target, code, right) => {
  const text = `spec: v0.6\nunikraft: stable\ntargets:\n  - ${target}\n`;
  expect(found(text)[0]).toContain(code);
  expect(fixed(text, checkKraftfile(text, 'Kraftfile')[0]!)).toContain(`- ${right}\n`);
});

test.each([
  ['', 'kraftfile.empty'],
  ['unikraft: stable\ntargets: [qemu/x86_64]\n', 'kraftfile.no-spec'],
  ['spec: v0.6\nname: a\n', 'kraftfile.nothing-to-do'],
  ['spec: v0.6\nunikraft: stable\n', 'kraftfile.no-targets'],
  ['spec: v0.6\nunikraft: stable\ntargets:\n  - x86_64\n', 'kraftfile.target'],
  ['spec: v0.6\nunikraft: stable\ntargets:\n  - platform: qemu\n', 'kraftfile.target'],
  ['spec: v0.6\nunikraft: stable\nunikraft: 1\ntargets: [qemu/x86_64]\n', 'kraftfile.twice'],
  ['spec: v0.6\nunikraft: stable\ntargets: [qemu/x86_64]\ncmd: a\ncommand: b\n', 'kraftfile.twice'],
  ['spec: v0.6\nruntime: base:latest\nkconfig:\n  A-B: y\n', 'kraftfile.option-name'],
  ['spec: v0.7\nruntime: base:latest\n', 'kraftfile.value'],
])('%j has %s', (text, code) => {
  expect(checkKraftfile(text, 'Kraftfile').map((problem) => problem.code)).toContain(code);
});

test('a missing first line is added by one click', () => {
  const text = '# mine\nunikraft: stable\ntargets: [qemu/x86_64]\n';
  const [problem] = checkKraftfile(text, 'Kraftfile');
  const better = fixed(text, problem!);
  expect(better).toContain('spec: v0.6\nunikraft: stable\n');
  expect(found(better)).toEqual([]);
});

test('no text makes it throw', () => {
  const cuts = Array.from({ length: GOOD.length }, (_, end) => GOOD.slice(0, end));
  for (const text of [
    ...cuts,
    '\t',
    '- a',
    '42',
    '*a',
    '&a *a',
    '%YAML 9\n---\n',
    '{',
    'a: &x\n  b: *x\n',
    '? [a]\n: b\n',
  ]) {
    expect(() => checkKraftfile(text, 'Kraftfile')).not.toThrow();
  }
});
