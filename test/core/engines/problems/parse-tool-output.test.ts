import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { problem as problemSchema } from '#core/contract/problem.ts';
import { parseToolOutput, ToolOutputParser } from '#core/engines/problems/parse-tool-output.ts';
import { computedMs } from '../../../computed-ms.ts';
import { transcript } from './read-transcript.ts';

const context = { root: '/home/user/src/toolsdemo' };

function incrementally(lines: readonly string[], flushEach = false): Problem[] {
  const problems = new Set<Problem>();
  const parser = new ToolOutputParser(context, (problem, previous) => {
    if (previous) problems.delete(previous);
    problems.add(problem);
  });
  for (const line of lines) {
    parser.feed(line);
    if (flushEach) parser.flush();
  }
  parser.end();
  return [...problems].sort((a, b) => a.evidence.firstLine - b.evidence.firstLine);
}

const names = [
  'gcc-errors.log',
  'gcc-implicit.log',
  'ld-undefined-reference.log',
  'make-keep-going.log',
  'gxx-errors.log',
];

test.each(names)('finds the same in %s line by line, and with a pause after each line', (name) => {
  const lines = transcript(name);
  const whole = parseToolOutput(lines, context);
  expect(incrementally(lines)).toEqual(whole);
  expect(incrementally(lines, true)).toEqual(whole);
});

test('tells a problem as soon as the next message begins', () => {
  const told: number[] = [];
  let fed = 0;
  const parser = new ToolOutputParser(context, () => told.push(fed));
  for (const line of transcript('gcc-errors.log').slice(0, 7)) {
    fed++;
    parser.feed(line);
  }
  expect(told).toEqual([6]);
});

test('counts lines from where the log begins', () => {
  const [first] = parseToolOutput(transcript('as-error.log'), { ...context, firstLine: 100 });
  expect(first?.evidence).toEqual({ firstLine: 101, lastLine: 101 });
});

test('tells a message that several units repeat once', () => {
  const message = 'common.h:3:5: warning: unused variable ‘spare’ [-Wunused-variable]';
  expect(parseToolOutput([message, 'CC b.c', message], context)).toHaveLength(1);
});

test('keeps a note that comes after another line of the log', () => {
  const lines = ['a.c:1:1: error: broken', 'CC b.c', 'b.h:2:1: note: declared here'];
  const [problem] = incrementally(lines);
  expect(problem?.related?.[0]?.at.file).toBe('b.h');
  expect(incrementally(lines)).toHaveLength(1);
});

test('makes paths relative to the project, following make from folder to folder', () => {
  const lines = [
    "make: Entering directory '/home/user/src/toolsdemo/it's here/sub'",
    '../main.c:1:2: error: broken',
    '/usr/include/stdio.h:3:4: error: broken too',
    '../../../elsewhere/x.c:1:2: error: far away',
    "make: Leaving directory '/home/user/src/toolsdemo/it's here/sub'",
    'a b/ü.c:1:2: error: with a space',
  ];
  expect(parseToolOutput(lines, context).map(({ at }) => at?.file)).toEqual([
    "it's here/main.c",
    '/usr/include/stdio.h',
    '/home/user/src/elsewhere/x.c',
    'a b/ü.c',
  ]);
});

test('never throws and always gives valid problems, whatever it is fed', () => {
  const pieces = [
    ...names,
    'gcc-errors-colour.log',
    'gcc-errors-parseable.log',
    'make-circular.log',
    'ld-multiple-definition.log',
  ]
    .flatMap(transcript)
    .map((line) => fc.constant(line));
  const mutated = fc
    .tuple(fc.oneof(...pieces), fc.nat(80), fc.string({ unit: 'binary', maxLength: 6 }))
    .map(([line, at, junk]) => line.slice(0, at) + junk + line.slice(at));
  const line = fc.oneof(fc.string({ unit: 'binary' }), ...pieces.slice(0, 40), mutated);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), fc.boolean(), (lines, flushes) => {
      for (const problem of incrementally(lines, flushes)) {
        expect(v.safeParse(problemSchema, problem).issues).toBeUndefined();
        expect(problem.evidence.firstLine).toBeLessThanOrEqual(problem.evidence.lastLine);
        expect(problem.evidence.lastLine).toBeLessThanOrEqual(lines.length);
      }
    }),
    { numRuns: 300 },
  );
});

test('survives a line of a megabyte, NUL bytes and broken UTF-8', () => {
  const broken = new TextDecoder().decode(new Uint8Array([0x61, 0xff, 0xfe, 0x3a, 0x31, 0x3a, 0x20, 0x80]));
  const lines = [
    'x'.repeat(1 << 20),
    `${':1: '.repeat(1 << 18)}error: x`,
    `\x1b[${'1;'.repeat(1 << 19)}`,
    'a\0.c:1:2: error: with a NUL',
    broken,
    `[{"kind": "error", ${'['.repeat(1 << 20)}`,
  ];
  expect(parseToolOutput(lines, context).map(({ title }) => title)).toContain('With a NUL');
});

test('reads a hundred thousand lines without slowing down from line to line', () => {
  const block = [
    ...transcript('gcc-warnings.log'),
    ...Array.from({ length: 66 }, (_, n) => `  CC      libkvmplat: file${n}.o`),
  ];
  const lines = (count: number) => Array.from({ length: count }, (_, n) => block[n % block.length]!);
  const time = (count: number) => {
    const started = computedMs();
    parseToolOutput(lines(count), context);
    return computedMs() - started;
  };
  time(10_000);
  const small = Math.max(5, time(10_000));
  expect(time(100_000)).toBeLessThan(small * 60);
});
