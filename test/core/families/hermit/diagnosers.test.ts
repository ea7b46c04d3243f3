import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagnosers } from '#core/families/hermit/diagnosers.ts';
import { diagnoseAll, toolLines } from './diagnosers/diagnose.ts';
import { linesOf } from './transcripts.ts';

it.each([
  ...['boot-hello', 'boot-hello-kernel-args', 'boot-smp-2', 'boot-demo', 'cpu-default', 'no-debug-exit', 'gdb-session'],
  ...[
    'boot-hello-0.13',
    'boot-hello-0.13-debug',
    'boot-hello-0.13.2-loader-0.5.6',
    'app-panic',
    'app-panic-0.13.2',
    'exit-7-0.13.2',
    'kvm-hang',
  ],
])('nothing is said of a run without a known failure: %s', (name) => {
  expect(diagnoseAll('run', linesOf(`${name}.serial.txt`))).toEqual([]);
});

it.each(['boot-hello', 'kvm-hang', 'missing-initrd-file', 'panic-no-debug-exit'])(
  'what QEMU itself says is left to its own reader: %s',
  (name) => {
    expect(diagnoseAll('run', linesOf(`${name}.stderr.txt`))).toEqual([]);
  },
);

it.each(['cargo-build-std-ok.stderr.txt'])('nothing is said of a good build: %s', (name) => {
  expect(diagnoseAll('build', linesOf(name))).toEqual([]);
});

it.each(['cargo-errors.stderr.txt', 'cargo-build-std-no-src.stderr.txt', 'cargo-manifest-syntax.stderr.txt'])(
  'what cargo explains well itself stays as it is: %s',
  (name) => {
    expect(diagnoseAll('build', toolLines(name))).toEqual([]);
  },
);

it('each of them has a test of its own', () => {
  const tests = readdirSync(new URL('./diagnosers', import.meta.url)).filter((name) => name.endsWith('.test.ts'));
  expect(tests).toHaveLength(diagnosers.length);
});
