import { expect, test } from 'vitest';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { problemsOf, problemsOfRun, summary } from './read-transcript.ts';

test.each([
  ['make-recipe-fails.log', ['2-2 error make.recipe-failed Makefile:10:1']],
  ['make-submake.log', ['4-4 error make.recipe-failed subdir/Makefile:2:1']],
  [
    'make-keep-going.log',
    [
      '2-2 error make.recipe-failed Makefile:10:1',
      '6-6 error make.recipe-failed subdir/Makefile:2:1',
      '9-9 error make.no-rule',
    ],
  ],
  ['make-no-rule.log', ['1-1 error make.no-rule']],
  ['make-unknown-target.log', ['1-1 error make.unknown-target']],
  ['make-no-makefile.log', ['2-3 error make.no-makefile']],
  ['make-no-directory.log', ['1-1 error make.no-folder']],
  ['make-missing-separator.log', ['1-1 error make.missing-separator tabs.mk:2:1']],
  ['make-circular.log', ['1-1 warning make.circular', '5-5 error ld.file-not-found']],
  ['make-clock-skew.log', ['1-3 warning make.clock-skew']],
  ['make-gcc-not-found.log', ['2-3 error tool.missing nogcc.mk:3:1']],
  ['make-gcc-shell-not-found.log', ['2-3 error tool.missing Makefile:13:1']],
  ['make-script-not-found.log', ['2-3 error file.missing-program Makefile:22:1']],
  ['make-undefined-reference.log', ['5-5 error ld.undefined-reference']],
  ['make-up-to-date.log', []],
])('%s', (name, expected) => {
  expect(summary(problemsOf(name))).toEqual(expected);
});

test('says in words what make means', () => {
  expect(problemsOf('make-gcc-not-found.log')[0]).toMatchObject({
    title: '`gcc` is missing on this computer',
    fixes: [{ kind: 'action', command: 'doctor.show' }],
  });
  expect(problemsOf('make-no-rule.log')[0]?.title).toBe('`nosuch.c` is not there, and nothing says how to make it');
});

test('changes the spaces of a recipe into a tab', () => {
  expect(problemsOfRun('spaces')[0]?.fixes).toEqual([
    {
      kind: 'edit',
      title: 'Start the line with a tab',
      effect: 'line 2 of Makefile',
      edits: [{ at: { file: 'Makefile', line: 2, column: 1, endLine: 2, endColumn: 9 }, newText: '\t' }],
    },
  ]);
});

test('keeps the folders of makes that run side by side apart', () => {
  expect(summary(problemsOfRun('parallel'))).toEqual([
    '8-11 error gcc.undeclared app/app.c:1:24-32',
    '17-20 error gcc.undeclared lib/lib.c:1:24-32',
  ]);
});

test('does not take a failed recipe for a second problem when its compiler said why', () => {
  const log = [
    'a.c:1:1: error: one',
    'b.c:1:1: error: two',
    'make: *** [Makefile:2: a.o] Error 1',
    'make: *** [Makefile:2: b.o] Error 1',
    'make: *** [Makefile:5: check] Error 3',
  ];
  expect(summary(parseToolOutput(log, { root: '/p' }))).toEqual([
    '1-1 error gcc.error a.c:1:1',
    '2-2 error gcc.error b.c:1:1',
    '5-5 error make.recipe-failed Makefile:5:1',
  ]);
});

test('takes the failure of the makes above a stopped one for its consequence', () => {
  const log = ["app/Makefile:4: *** missing 'endif'.  Stop.", 'make: *** [Makefile:9: app] Error 2'];
  expect(summary(parseToolOutput(log, { root: '/p' }))).toEqual(['1-1 error make.unclosed app/Makefile:4:1']);
});

test('reads the text of an $(error …) that runs over several lines', () => {
  const log = ['Makefile:3: *** Wrong compiler:', ' Wanted: gcc', ' Please choose.  Stop.', 'bye'];
  const [problem] = parseToolOutput(log, { root: '/p' });
  expect(problem).toMatchObject({
    title: 'Make stopped: Wrong compiler: Wanted: gcc Please choose',
    evidence: { firstLine: 1, lastLine: 3 },
  });
});

test('says that a program was killed, and that one crashed', () => {
  const log = ['make: *** [Makefile:2: big.o] Killed', 'make: *** [Makefile:3: gen] Segmentation fault (core dumped)'];
  const titles = parseToolOutput(log, { root: '/p' }).map(({ title }) => title);
  expect(titles).toEqual([
    'The recipe of `big.o` was ended by the system (Killed)',
    'The recipe of `gen` was ended by the system (Segmentation fault)',
  ]);
});
