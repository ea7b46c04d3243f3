import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { plainText } from '#core/engines/problems/log-text.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { explainQemuFailure } from '#core/engines/problems/qemu-parser.ts';
import type { ConsoleFinding } from '#core/families/family.ts';
import { consoleReader } from '#core/families/hermit/console-reader.ts';
import { diagnosers } from '#core/families/hermit/diagnosers.ts';
import { readStatus } from '#core/families/hermit/plan-run.ts';
import { judgeEnd } from '../../../electron/services/vm/ending.ts';

interface Row {
  readonly file: string;
  readonly kind: 'serial' | 'stderr' | 'gdb' | 'build';
  readonly exitCode: number | null;
  /** What really happened, as it was written down when it was recorded. */
  readonly expected: string;
}

const folder = fileURLToPath(new URL('../../fixtures/transcripts/hermit/', import.meta.url));
const rows = JSON.parse(readFileSync(`${folder}index.json`, 'utf8')) as readonly Row[];
const linesOf = (file: string) => readFileSync(`${folder}${file}`, 'utf8').split('\n').map(plainText);
const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind).map((row) => [row.file, row] as const);
const evidence = { firstLine: 0, lastLine: 0 };

/** A run as the studio judges it: text first, QEMU's status second. */
function judged({ file, exitCode, expected }: Row) {
  const reader = consoleReader();
  const found: readonly ConsoleFinding[] = linesOf(file).flatMap((line) => reader.line(line));
  const crash = found.findLast((each) => each.kind === 'crash')?.crash ?? null;
  const guestExit = found.find((each) => each.kind === 'exit')?.code ?? null;
  const shutdown = expected.startsWith('silent reset') ? 'guest-reset' : null;
  const ending = judgeEnd(
    {
      ...{ crashed: crash !== null, guestExit, stopAsked: false, shutdown },
      started: true,
      status: exitCode,
      signal: null,
    },
    (status) => readStatus('x86_64', status),
  );
  return { ending, crash, guestExit, booted: found.some(({ kind }) => kind === 'booted') };
}
function codes(phase: 'build' | 'run', lines: readonly string[], found: readonly Problem[]) {
  const files = { root: '/p', paths: ['Cargo.toml'], read: () => undefined };
  const input = { phase, lines, files, found, arch: 'x86_64', firstLine: 1, status: 1, argv: ['qemu'] } as const;
  return diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input)).map(({ code }) => code);
}

describe('every recorded serial text', () => {
  it.each(of('serial'))('is judged as what it was: %s', (_file, row) => {
    const { ending, crash, guestExit, booted } = judged(row);
    const { expected } = row;
    const exit = /^booted, ran, exit (-?\d+)/.exec(expected)?.[1];
    if (exit !== undefined) {
      expect([ending.reason, guestExit, booted, crash]).toEqual(['guest', Number(exit), true, null]);
    } else if (expected.startsWith('silent reset')) {
      expect(ending).toMatchObject({ reason: 'crash', unexplained: 'crash' });
      const reset: Problem = { code: 'vm.triple-fault', severity: 'error', title: 'reset', evidence, fixes: [] };
      expect(codes('run', linesOf(row.file), [reset])).toContain('hermit.silent-reset');
    } else if (/^(?:app|kernel|loader) panic/.test(expected)) {
      const [, who, file, line] = /^(\w+) panic(?: at ([^:]+):(\d+))?/.exec(expected)!;
      expect(ending.reason).toBe('crash');
      expect(crash?.code).toBe(`hermit.${who}-panic`);
      if (file) expect(crash?.source).toMatchObject({ file, line: Number(line) });
      expect(booted).toBe(who === 'app');
    } else {
      // It stood still in the middle: neither an end nor a proof may be claimed of it.
      expect(expected).toBe('problem: kvm-hang after the kernel started');
      expect([guestExit, booted, crash]).toEqual([null, false, null]);
    }
  });
});

describe('every recorded failure of QEMU', () => {
  const problems = of('stderr').filter(([, { expected }]) => expected.startsWith('problem'));
  it.each(problems)('is explained by the family or by its own reader: %s', (file) => {
    const found = explainQemuFailure(linesOf(file).join('\n'), { user: 'me' });
    const told = [...codes('run', linesOf(file), [found]), found.code];
    expect(told[0]).not.toBe('qemu.failed');
  });
});

describe('every recorded build', () => {
  it.each(of('build'))('is told as the failure that it was, or as none: %s', (file, { expected }) => {
    const found = parseToolOutput(linesOf(file), { root: '/p', tool: 'cargo' });
    const told = codes('build', linesOf(file), found);
    if (expected === 'built') expect([...told, ...found.filter(({ severity }) => severity === 'error')]).toEqual([]);
    else expect(told).toContain('hermit.std-source-skew');
  });
});
