import { expect, test } from 'vitest';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { problemsOf, problemsOfRun, summary } from './read-transcript.ts';

test('finds undefined references with file and line', () => {
  const problems = problemsOf('ld-undefined-reference.log');
  expect(summary(problems)).toEqual([
    '2-2 error ld.undefined-reference a.c:5:1',
    '3-3 error ld.undefined-reference a.c:5:1',
  ]);
  expect(problems.map(({ title }) => title)).toEqual(['Nothing provides `helper`', 'Nothing provides `twice`']);
});

test('makes one problem of all references to a symbol, at the name on the line', () => {
  const problems = problemsOfRun('undefined');
  expect(summary(problems)).toEqual([
    '5-7 error ld.undefined-reference src/main.c:6:9-14',
    '6-6 error ld.undefined-reference src/main.c:6:20-26',
  ]);
});

test('finds the place by the name where the linker tells only an offset', () => {
  expect(summary(problemsOfRun('undefined', 'build-nolines.log'))).toEqual(summary(problemsOfRun('undefined')));
  expect(summary(problemsOf('make-undefined-reference.log'))).toEqual(['5-5 error ld.undefined-reference']);
});

test('names the file that defines a symbol and is left out of the link', () => {
  const [, helper] = problemsOfRun('undefined');
  expect(helper?.why).toContain('`src/helper.c` defines it');
  expect(helper?.fixes).toMatchObject([{ kind: 'open', at: { file: 'src/helper.c', line: 1, column: 5 } }]);
});

test('offers the symbol of the project that is spelt almost alike', () => {
  const [misspelt] = problemsOfRun('undefined');
  expect(misspelt?.fixes).toMatchObject([
    { kind: 'edit', title: 'Change `squre` to `square`', edits: [{ at: { line: 6, column: 9 }, newText: 'square' }] },
  ]);
});

test('gives both places of a symbol that is defined twice', () => {
  const problems = problemsOf('ld-multiple-definition.log');
  expect(summary(problems)).toEqual([
    '1-1 error ld.multiple-definition c.c:1:1',
    '3-3 error ld.multiple-definition c.c:3:1',
  ]);
  expect(problems[1]?.related).toEqual([{ message: 'First defined here', at: { file: 'b2.c', line: 3, column: 1 } }]);
});

test('finds both definitions in the sources where the linker tells only sections', () => {
  const problems = problemsOfRun('twice');
  expect(summary(problems)).toEqual([
    '4-4 error ld.multiple-definition b.c:1:5-11',
    '6-6 error ld.multiple-definition b.c:2:5-10',
  ]);
  expect(problems.map(({ related }) => related?.[0]?.at.file)).toEqual(['a.c', 'a.c']);
});

test.each([
  ['ld-cannot-find-lib.log', '1-1 error ld.library-not-found', 'The library `nosuch` was not found'],
  ['ld-no-main.log', '2-2 error ld.undefined-reference', 'The program has no `main`'],
  ['ld-bad-script.log', '1-1 error ld.script-syntax bad.ld:1:1', 'The linker script `bad.ld` has a mistake'],
  ['ld-disk-full.log', '1-1 error disk.full', 'The disk is full'],
  ['ld-wrong-architecture.log', '2-2 error ld.wrong-architecture', '`b-arm64.o` was built for another architecture'],
])('%s is %s', (name, line, title) => {
  const problems = problemsOf(name);
  expect(summary(problems)).toEqual([line]);
  expect(problems[0]?.title).toBe(title);
});

test('says which region is too small, and marks what is harmless as a hint', () => {
  const problems = problemsOf('ld-region-overflow.log');
  expect(summary(problems)).toEqual(['1-1 error ld.region-overflow', '2-2 hint ld.rwx-segment']);
  expect(problems[0]?.title).toBe('Section `.all` does not fit into the memory region `ram`');
});

test('reads overflowed regions, relocations out of reach and the words of gold', () => {
  const overflow = ["/usr/bin/ld: region `ram' overflowed by 4100 bytes", 'collect2: error: ld returned 1 exit status'];
  expect(parseToolOutput(overflow, { root: '/p' })[0]?.title).toBe('The memory region `ram` is 4100 bytes too small');
  expect(summary(problemsOfRun('relocation'))).toEqual(['2-2 error ld.relocation-overflow']);
  expect(summary(problemsOfRun('gold'))).toEqual(['1-1 error ld.undefined-reference a.c:1:5-9']);
});

test('reads the words of lld', () => {
  const log = [
    'ld.lld: error: undefined symbol: greet',
    '>>> referenced by main.c:4',
    '>>>               main.o:(main)',
  ];
  expect(summary(parseToolOutput(log, { root: '/p' }))).toEqual(['1-2 error ld.undefined-reference main.c:4:1']);
});

test('shows a sentence of the linker that is not known, once the link has failed because of it', () => {
  const log = [
    "/usr/bin/ld: error: no memory region specified for section `.note'",
    'collect2: error: ld returned 1 exit status',
  ];
  const [problem] = parseToolOutput(log, { root: '/p' });
  expect(problem?.title).toBe("The linker stopped: no memory region specified for section `.note'");
  expect(problem?.evidence).toEqual({ firstLine: 1, lastLine: 1 });
});

test('tells a missing entry point from a missing file: the link goes on', () => {
  // As GNU ld 2.40 says it in each build of Unikraft for Xen.
  const line = '/usr/bin/ld: warning: cannot find entry symbol _libxenplat_start; defaulting to 0000000000000000';
  expect(parseToolOutput([line], { root: '/p' })).toMatchObject([
    { severity: 'warning', title: 'The entry point `_libxenplat_start` is missing' },
  ]);
});
