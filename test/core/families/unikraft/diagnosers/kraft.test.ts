import { expect, test } from 'vitest';
import { diagnose, diagnoseAll, fixed } from './diagnose.ts';

const KRAFTFILE = 'spec: v0.6\nname: hello\nunikraft: stable\ntargets:\n  - qemu/x86_64 # the usual one\n';

test('a target that the Kraftfile does not list is added by one click', () => {
  const { problem, files } = diagnose('unikraft.kraft-no-targets', 'kraft-build-no-target.out', {
    argv: ['kraft', 'build', '-p', 'xen', '-m', 'arm64', '.'],
    files: { Kraftfile: KRAFTFILE },
  });
  expect(problem.title).toBe('The Kraftfile has no target `xen/arm64`');
  expect(problem.why).toContain('There is `qemu/x86_64`');
  expect(fixed(files, problem.fixes[0], 'Kraftfile')).toBe(`${KRAFTFILE.trimEnd()}\n  - xen/arm64\n`);
});

test.each([
  ['unikraft.kraft-asks', 'kraft-build-again.out'],
  ['unikraft.kraft-kvm-refused', 'kraft-run-kvm.out'],
  ['unikraft.kraft-buildkit', 'kraft-build-dockerfile.out'],
  ['unikraft.kraft-not-found', 'kraft-build-no-library.out'],
  ['unikraft.kraft-qemu-version', 'kraft-run-old-qemu.out'],
])('%s is found in what kraft itself wrote', (code, log) => {
  expect(diagnose(code, log, { argv: ['kraft'] }).problem.evidence.firstLine).toBeGreaterThan(0);
});

test.each([
  ['unikraft.kraft-no-kvm', 'quoted-kraft-kvm-device.log'],
  ['unikraft.kraft-no-kvm', 'quoted-kraft-kvm-not-available.log'],
  ['unikraft.kraft-kvm-in-emulation', 'quoted-kraft-kvm-in-emulation.log'],
  ['unikraft.kraft-qemu-version', 'quoted-kraft-semantic-version.log'],
  ['unikraft.kraft-no-library-source', 'quoted-kraft-no-library-source.log'],
  ['unikraft.kraft-machine-store', 'quoted-kraft-machine-store.log'],
])('(quoted text) %s is found in %s', (code, log) => {
  const { problem } = diagnose(code, log, { argv: ['kraft'] });
  expect(problem.fixes.length).toBeGreaterThan(0);
});

test('a good build by kraft has nothing to be said of it', () => {
  expect(
    diagnoseAll('kraft-build-ok.out', { argv: ['kraft'] }).all.filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
});
