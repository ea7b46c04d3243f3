import { expect, test } from 'vitest';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { problemsOf, problemsOfRun, summary } from './read-transcript.ts';

const errors = [
  '2-5 error gcc.no-member errors.c:18:15-20',
  '6-11 warning gcc.format errors.c:19:25-27',
  '12-15 warning gcc.implicit-function-declaration errors.c:21:22-29',
  '16-24 warning gcc.int-conversion errors.c:21:22-34',
  '25-32 error gcc.argument-type errors.c:22:21-22',
  '33-38 error gcc.too-few-arguments errors.c:22:16-20',
  '39-41 warning gcc.unused-variable errors.c:14:13-19',
  '43-48 error gcc.conflicting-types errors.c:25:12-16',
  '50-55 error gcc.missing-semicolon errors.c:27:36-37',
  '57-59 warning gcc.used-never-defined errors.c:9:12-16',
  '60-62 warning gcc.unused-function errors.c:25:12-16',
];

test('finds every message of GCC with its evidence, its place and its underlined range', () => {
  expect(summary(problemsOf('gcc-errors.log'))).toEqual(errors);
});

test('reads ASCII quotes and colours like the plain UTF-8 text', () => {
  const plain = problemsOf('gcc-errors.log');
  const unquoted = (name: string) => problemsOf(name).map((problem) => ({ ...problem, quote: '' }));
  expect(unquoted('gcc-errors-ascii.log')).toEqual(plain.map((problem) => ({ ...problem, quote: '' })));
  expect(problemsOf('gcc-errors-colour.log')).toEqual(plain);
});

test('takes the edits of parseable fix-its with their byte columns', () => {
  const problems = problemsOf('gcc-errors-parseable.log');
  expect(problems[0]?.fixes).toEqual([
    {
      kind: 'edit',
      title: 'Change `widht` to `width`',
      effect: 'line 18 of errors.c',
      edits: [{ at: { file: 'errors.c', line: 18, column: 8, endLine: 18, endColumn: 13 }, newText: 'width' }],
    },
  ]);
  expect(problems[8]?.fixes).toMatchObject([{ kind: 'edit', title: 'Add `;`', edits: [{ newText: ';' }] }]);
  expect(problems[8]?.evidence).toEqual({ firstLine: 53, lastLine: 59 });
});

test('reads the JSON of GCC as the same problems, all on its one line', () => {
  const codes = problemsOf('gcc-errors-json.log').map(({ code, severity }) => `${severity} ${code}`);
  expect(codes).toEqual(errors.map((line) => line.split(' ').slice(1, 3).join(' ')));
  expect(problemsOf('gcc-errors-json.log').every(({ evidence }) => evidence.firstLine === 1)).toBe(true);
  expect(problemsOf('gcc-errors-json.log')[0]?.fixes).toMatchObject([{ kind: 'edit', edits: [{ newText: 'width' }] }]);
  expect(summary(problemsOf('gcc-warnings-json.log'))).toHaveLength(7);
});

test('offers no edit while a tab may hide behind the spaces of the excerpt', () => {
  expect(problemsOf('gcc-errors.log').flatMap(({ fixes }) => fixes)).toEqual([]);
});

test('keeps the notes of a message as related places', () => {
  const problem = problemsOf('gcc-errors.log')[4];
  expect(problem?.related).toEqual([
    {
      message: 'Expected `struct point *` but argument is of type `struct point`',
      at: { file: 'errors.c', line: 9, column: 17, endLine: 9, endColumn: 32 },
    },
  ]);
});

test('lists warnings as warnings, and as errors under -Werror', () => {
  const warnings = summary(problemsOf('gcc-warnings.log'));
  expect(warnings).toEqual([
    '2-7 warning gcc.format warnings.c:22:17-19',
    '8-13 warning gcc.format warnings.c:22:20-23',
    '14-16 warning gcc.sign-compare warnings.c:23:15-16',
    '17-19 warning gcc.unused-parameter warnings.c:17:20-31',
    '21-23 warning gcc.return-type warnings.c:15:1-2',
    '25-30 warning gcc.implicit-fallthrough warnings.c:27:17-28',
    '32-34 warning gcc.unused-function warnings.c:4:12-24',
  ]);
  expect(summary(problemsOf('gcc-werror.log'))).toEqual(warnings.map((line) => line.replace('warning', 'error')));
});

test('takes the two messages about an undeclared library function for one, with the include as its fix', () => {
  const problems = problemsOf('gcc-implicit.log');
  expect(summary(problems)).toEqual([
    '2-11 warning gcc.implicit-function-declaration implicit.c:3:9-15',
    '12-21 warning gcc.implicit-function-declaration implicit.c:3:24-30',
  ]);
  expect(problems[0]?.fixes).toEqual([
    {
      kind: 'edit',
      title: 'Add `#include <stdio.h>`',
      effect: 'line 1 of implicit.c',
      edits: [
        {
          at: { file: 'implicit.c', line: 1, column: 1, endLine: 1, endColumn: 1 },
          newText: '#include <stdio.h>\n',
        },
      ],
    },
  ]);
});

test('follows the chain of includes and the expansion of macros', () => {
  const [syntax, undeclared] = problemsOf('gcc-macro-include.log');
  expect(summary([syntax!, undeclared!])).toEqual([
    '3-5 error gcc.syntax deep.h:2:18-19',
    '7-24 error gcc.undeclared macro.c:5:24-40',
  ]);
  expect(syntax?.related).toEqual([
    { message: 'Included here', at: { file: 'macro.h', line: 4, column: 1 } },
    { message: 'Included here', at: { file: 'macro.c', line: 1, column: 1 } },
  ]);
  expect(undeclared?.related?.map(({ message }) => message)).toEqual([
    'In definition of macro `INNER`',
    'In expansion of macro `CHECKED`',
  ]);
});

test('tells a missing header, a missing source file and an unknown option apart', () => {
  expect(summary(problemsOf('gcc-missing-header.log'))).toEqual(['1-3 error gcc.missing-header hdr.c:2:10-26']);
  expect(problemsOf('gcc-missing-header.log')[0]?.title).toBe('The header `nosuch/thing.h` was not found');
  expect(problemsOf('gcc-missing-file.log')[0]?.title).toBe('The source file `nosuch.c` is not there');
  expect(summary(problemsOf('gcc-bad-option.log'))).toEqual(['1-1 error gcc.unknown-option']);
});

test('reads the messages of G++ with their candidates', () => {
  const problems = problemsOf('gxx-errors.log');
  expect(summary(problems)).toEqual([
    '2-18 error gcc.no-matching-function main.cpp:7:9-24',
    '19-22 error gcc.no-member main.cpp:8:11-20',
    '23-25 error gcc.error main.cpp:9:16-31',
  ]);
  expect(problems[0]?.related).toHaveLength(4);
});

test('reads the messages of the assembler, for each architecture', () => {
  expect(summary(problemsOf('as-error.log'))).toEqual([
    '2-2 error as.operand-count bad.s:1:1',
    '3-3 error as.unknown-instruction bad.s:2:1',
    '4-4 error as.unknown-directive bad.s:3:1',
  ]);
  expect(summary(problemsOfRun('assembly'))).toEqual([
    '2-2 error as.operand-count boot.S:3:2-11',
    '3-3 error as.unknown-instruction boot.S:4:2-17',
    '4-4 error as.bad-register boot.S:5:2-15',
    '5-5 error as.operand-type boot.S:7:2-17',
  ]);
  expect(problemsOfRun('assembly', 'riscv.log')[2]?.title).toBe('The assembler does not know the instruction `mov`');
  expect(summary(problemsOfRun('assembly', 'arm.log'))[0]).toBe('2-2 error as.unknown-instruction boot.S:3:2-11');
  expect(summary(problemsOfRun('assembly', 'inline.log'))).toEqual([
    '2-2 error as.unknown-instruction inline.c:3:2-28',
  ]);
});

test('turns display columns into editor columns behind tabs and wide characters', () => {
  const expected = [
    '2-4 warning gcc.implicit-function-declaration main.c:3:38-43',
    '6-10 error gcc.undeclared main.c:8:22-27',
  ];
  expect(summary(problemsOfRun('columns'))).toEqual(expected);
  const exact = problemsOfRun('columns', 'parseable.log')[1];
  expect(problemsOfRun('columns')[1]?.fixes).toEqual(exact?.fixes);
  expect(exact?.fixes).toMatchObject([
    { edits: [{ at: { line: 8, column: 22, endLine: 8, endColumn: 27 }, newText: 'count' }] },
  ]);
});

test('offers no edit for a file that was changed after the build saw it', () => {
  const log = [
    "main.c:1:9: error: 'cuont' undeclared (first use in this function); did you mean 'count'?",
    '    1 | return cuont;',
    '      |        ^~~~~',
    '      |        count',
  ];
  const of = (text: string) =>
    parseToolOutput(log, { root: '/p', paths: ['main.c'], source: () => text })[0]?.fixes.length;
  expect(of('return cuont;\n')).toBe(1);
  expect(of('int n; return cuont;\n')).toBe(0);
});

test('puts the missing semicolon where it belongs, not where the compiler noticed it', () => {
  const [problem] = problemsOfRun('semicolon');
  expect(problem).toMatchObject({
    code: 'gcc.missing-semicolon',
    at: { file: 'main.c', line: 5 },
    related: [{ message: 'Noticed here', at: { file: 'main.c', line: 6, column: 2 } }],
    fixes: [{ kind: 'edit', title: 'Add `;`', edits: [{ at: { line: 5, column: 22, endColumn: 22 }, newText: ';' }] }],
  });
});

test('names a header of the project that is spelt almost like the missing one', () => {
  const [problem] = problemsOfRun('header');
  expect(problem?.why).toContain('`include/greeter.h`');
  expect(problem?.fixes).toMatchObject([
    { title: 'Change `greter.h` to `greeter.h`', edits: [{ at: { column: 11, endColumn: 19 }, newText: 'greeter.h' }] },
  ]);
});

test('names the stray character itself and gives the plain one', () => {
  const stray = problemsOfRun('stray').filter(({ code }) => code === 'gcc.stray-character');
  expect(stray.map(({ title }) => title)).toEqual([
    'A character that is not part of C stands here: `“`',
    'A character that is not part of C stands here: `”`',
  ]);
  expect(stray[1]?.fixes).toMatchObject([{ edits: [{ at: { line: 3, column: 10, endColumn: 11 }, newText: '"' }] }]);
});

test('explains the common messages of a larger file, each under its own code', () => {
  expect(summary(problemsOfRun('more'))).toEqual([
    '2-8 error gcc.redefinition types.h:1:8-12',
    '9-12 error gcc.unknown-type main.c:8:1-7',
    '14-16 warning gcc.discarded-qualifiers main.c:19:16-20',
    '17-19 error gcc.incomplete-type main.c:21:3-5',
    '20-22 error gcc.read-only main.c:23:8-9',
    '23-28 error gcc.too-many-arguments main.c:24:6-9',
    '29-31 error gcc.not-assignable main.c:24:4-5',
    '32-34 warning gcc.parentheses main.c:25:6-11',
    '35-40 error gcc.too-few-arguments main.c:27:11-14',
    '41-43 warning gcc.div-by-zero main.c:28:12-13',
    '44-46 warning gcc.int-conversion main.c:28:10-15',
    '47-52 error gcc.not-a-function main.c:31:2-3',
    '53-55 warning gcc.int-conversion main.c:32:9-10',
    '56-58 warning gcc.unused-but-set-variable main.c:22:12-17',
    '60-62 error gcc.syntax main.c:34:1-5',
    '63-65 error gcc.unterminated-conditional main.c:35:1-6',
    '66-68 warning gcc.used-never-defined main.c:6:13-17',
  ]);
  expect(problemsOfRun('brace')[0]?.title).toBe('A closing brace `}` is missing');
});

test('says once that the disk is full, whichever tool says it how often', () => {
  expect(summary(problemsOfRun('full'))).toEqual(['2-2 error disk.full']);
  expect(summary(problemsOfRun('full', 'noperm.log'))).toEqual(['2-2 error file.not-created']);
});

test('reads the excerpts of compilers that print no gutter', () => {
  const log = ['main.c:2:8: error: use of undeclared identifier', ' return x;', '        ^', 'next line'];
  expect(summary(parseToolOutput(log, { root: '/p' }))).toEqual(['1-3 error gcc.error main.c:2:8-9']);
});
