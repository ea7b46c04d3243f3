import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ConsoleFinding } from '#core/families/family.ts';
import { consoleReader } from '#core/families/unikraft/console-reader.ts';

const folder = new URL('../../../fixtures/transcripts/unikraft/', import.meta.url);

/** Lines as the vm service hands them over: without escape sequences and carriage returns. */
function linesOf(name: string): string[] {
  const text = readFileSync(new URL(`${name}.serial.txt`, folder), 'latin1');
  return text.replaceAll(/\x1b\[[0-?]*[ -/]*[@-~]/g, '').split(/\r?\n/);
}

function read(lines: readonly string[]): ConsoleFinding[] {
  const reader = consoleReader();
  return lines.flatMap((line) => reader.line(line));
}

const brief = (findings: readonly ConsoleFinding[]) =>
  findings.map((finding) => (finding.kind === 'stage' ? `stage ${finding.id}` : finding.kind));

function crashOf(name: string) {
  const found = read(linesOf(name)).flatMap((finding) => (finding.kind === 'crash' ? [finding] : []));
  expect(found.map(({ complete }) => complete)).toEqual([...found.slice(1).map(() => false), true]);
  return found.at(-1)!.crash;
}

test.each(['boot-hello', 'boot-arm64-hello', 'boot-return-3'])(
  '%s: the banner is the proof that main() is near',
  (name) => {
    expect(brief(read(linesOf(name)))).toEqual(['stage kernel', 'stage main', 'booted']);
  },
);

test('with log lines of level INFO the parts of the boot, the call of main and its status are told', () => {
  const found = read(linesOf('boot-info-colour-return-3'));
  expect(brief(found)).toEqual([
    ...[
      'stage kernel',
      'stage memory',
      'stage devices',
      'stage scheduler',
      'stage init',
      'stage main',
      'booted',
      'exit',
    ],
  ]);
  expect(found.at(-1)).toEqual({ kind: 'exit', code: 3 });
});

test('what a firmware says before is not taken for the program', () => {
  expect(brief(read(linesOf('boot-nographic'))).filter((kind) => kind === 'booted')).toEqual(['booted']);
});

test('without a banner the first line after a log line is the program', () => {
  const lines = ['[    0.000000] ERR:  [libukallocbbuddy] <bbuddy.c @  489> Failed to add memory region', 'Hello'];
  expect(brief(read(lines))).toEqual(['stage kernel', 'stage main', 'booted']);
});

test('an init function that fails is the end, and main() was not reached', () => {
  const found = read(linesOf('boot-hwrng-error'));
  expect(brief(found)).toEqual(['stage kernel', 'crash']);
  expect(found.at(-1)).toMatchObject({ complete: true, crash: { code: 'unikraft.init-failed', address: '0x124710' } });
});

test('a fault has its place and its callers', () => {
  expect(crashOf('crash-bad-write')).toMatchObject({
    address: '0x1261d5',
    callers: ['0x11eb2f', '0x1137b9'],
  });
  expect(crashOf('crash-arm64-bad-write')).toMatchObject({ address: '0x4011cc90', callers: ['0x4011cc84'] });
});

test('a trap is named', () => {
  expect(crashOf('crash-divide-by-zero')).toMatchObject({ address: '0x1261e8', title: 'The guest divided by zero' });
});

test('a stack that is used up is told once, at its first address, however long the report goes on', () => {
  const crash = crashOf('crash-stack-overflow');
  expect(crash.address).toBe('0x11538c');
  expect(crash.callers.length).toBeGreaterThan(7);
});

test('an assertion and abort() are crashes too', () => {
  expect(crashOf('crash-assertion').why).toContain('`argc == 99`');
  expect(crashOf('crash-abort').title).toContain('abort()');
});

test('a program that prints what looks like a crash to a person is not one', () => {
  const lines = [
    'Powered by',
    '                Calypso 0.17.0',
    'RIP: 0000000000000001',
    'Crashing',
    'Assertion failure: no',
  ];
  expect(brief(read(lines))).toEqual(['stage kernel', 'stage main', 'booted']);
});
