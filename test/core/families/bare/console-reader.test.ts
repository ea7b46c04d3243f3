import { describe, expect, test } from 'vitest';
import { consoleReader } from '#core/families/bare/console-reader.ts';
import type { ConsoleFinding } from '#core/families/family.ts';
import { transcript } from './diagnosers/diagnose.ts';

function read(lines: readonly string[], quiet = false): ConsoleFinding[] {
  const reader = consoleReader({ quiet });
  return lines.flatMap((line) => reader.line(line));
}

const brief = (findings: readonly ConsoleFinding[]) =>
  findings.map((finding) => (finding.kind === 'stage' ? `stage ${finding.id}` : finding.kind));

test('a good boot: its stages, the proof that main() was reached, and the end', () => {
  const stages = ['stage kernel', 'stage memory', 'stage devices', 'stage main', 'booted', 'exit'];
  expect(brief(read(transcript('serial-x86_64-hello')))).toEqual(stages);
});

test('the same without times, with a self-test', () => {
  expect(brief(read(transcript('serial-x86_64-plain')))).toEqual([
    ...['stage kernel', 'stage memory', 'stage devices', 'stage selftest', 'stage main', 'booted', 'exit'],
  ]);
});

const crashes = [
  ['x86_64', 0x400000n],
  ['arm64', 0x40400000n],
  ['riscv64', 0x80000000n],
] as const;

describe.each(crashes)('a crash on %s', (arch, base) => {
  const reportOf = (name: string) => {
    const found = read(transcript(`serial-${arch}-${name}`)).flatMap((finding) =>
      finding.kind === 'crash' ? [finding] : [],
    );
    expect(found.map(({ complete }) => complete)).toEqual([...found.slice(1).map(() => false), true]);
    return found.at(-1)!.crash;
  };

  test('by writing through NULL is told in plain words, with its place and callers', () => {
    const report = reportOf('null-write');
    expect(report.title).toBe('The guest wrote to address 0x14, which is not mapped');
    expect(report.why).toBe('An address this close to 0 is nearly always a field behind a pointer that is NULL.');
    expect(BigInt(report.address!)).toBeGreaterThan(base);
    expect(report.callers.length).toBeGreaterThanOrEqual(2);
  });

  test('by jumping to NULL is placed at the call', () => {
    const report = reportOf('null-jump');
    expect(report.code).toBe('bare.bad-jump');
    expect(BigInt(report.address!)).toBeGreaterThan(base);
    expect(report.callers).not.toContain(report.address);
  });

  test('by running out of stack names each caller once', () => {
    const report = reportOf('stack-overflow');
    expect(report.code).toBe('bare.stack-overflow');
    expect(new Set(report.callers).size).toBe(report.callers.length);
  });
});

test('a reset ends the text without an exit and without a report', () => {
  expect(brief(read(transcript('serial-x86_64-triple-fault')))).toEqual([
    ...['stage kernel', 'stage memory', 'stage devices', 'stage main', 'booted'],
  ]);
});

test('where the kernel is quiet, the first line of the program is the proof', () => {
  expect(brief(read(['', 'hello'], true))).toEqual(['stage main', 'booted']);
  expect(brief(read(['', 'hello'], false))).toEqual([]);
});

test('a program that merely talks about the kernel’s words is not taken for it', () => {
  const talk = [
    'memory is full',
    'panic at the disco',
    'main() entered',
    'exit status 3, power off',
    'exit     status 3',
  ];
  expect(read(talk)).toEqual([]);
});

test('a machine that is kept on after main() has not ended', () => {
  expect(brief(read(['[0.001] main()   entered', '[0.002] main()   returned 0, halted']))).toEqual([
    'stage main',
    'booted',
  ]);
});

test('a status below 0 or beyond 125 is told as main() returned it', () => {
  expect(read(['[0.002] main()   returned -1, power off'])).toEqual([{ kind: 'exit', code: -1 }]);
});
