import { expect, test } from 'vitest';
import {
  artifactProblem,
  diagnoseFailure,
  type FailedStep,
  spawnProblem,
} from '#core/engines/problems/general-diagnosers.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';

function failedMake(lines: readonly string[], more: Partial<FailedStep> = {}): FailedStep {
  const found = parseToolOutput(lines, { root: '/project' });
  return { argv: ['make'], status: 2, signal: null, lines, firstLine: 1, found, ...more };
}

test('says that the disk is full when a tool of the recipe says so', () => {
  const lines = ['cp a b', "cp: error writing 'b': No space left on device", 'make: *** [Makefile:2: b] Error 1'];
  const [problem, ...others] = diagnoseFailure(failedMake(lines));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: 'disk.full', evidence: { firstLine: 2, lastLine: 3 } });
});

test('names the file that may not be written', () => {
  const lines = ['mkdir: cannot create directory ‘build’: Permission denied', 'make: *** [Makefile:2: build] Error 1'];
  expect(diagnoseFailure(failedMake(lines))[0]?.title).toBe('`build` may not be read or written');
  const readOnly = ["touch: cannot touch 'out/x': Read-only file system"];
  expect(diagnoseFailure(failedMake(readOnly))[0]?.title).toBe(
    'The file system is read-only: `out/x` cannot be written',
  );
});

test('adds nothing to an error that a parser explained', () => {
  expect(diagnoseFailure(failedMake(['main.c:1:1: error: broken', 'make: *** [Makefile:2: main.o] Error 1']))).toEqual(
    [],
  );
});

test('always gives an error for a step that failed, with its last line', () => {
  const [problem] = diagnoseFailure(
    failedMake(['working', 'something odd happened', ''], { status: 3, firstLine: 10 }),
  );
  expect(problem).toMatchObject({
    code: 'build.failed',
    title: '`make` ended with status 3',
    quote: 'something odd happened',
    evidence: { firstLine: 11, lastLine: 11 },
  });
  expect(diagnoseFailure(failedMake([], { status: null, signal: 'SIGSEGV' }))[0]).toMatchObject({
    code: 'build.tool-crashed',
    title: '`make` was ended by the system (SIGSEGV)',
    evidence: { firstLine: 0, lastLine: 0 },
  });
});

test('explains a program that could not be started', () => {
  const problem = spawnProblem({ code: 'tool-missing', message: '`make` was not found in PATH.' }, ['make', '-j2']);
  expect(problem).toMatchObject({
    code: 'tool.missing',
    severity: 'error',
    title: '`make` is missing on this computer',
  });
  expect(spawnProblem({ code: 'folder-missing', message: 'The folder is gone.' }, ['make']).code).toBe(
    'project.folder-missing',
  );
});

test('does not believe a status of 0 without the image', () => {
  expect(artifactProblem('build/hello.elf', 'missing', ['make', '-j2'])).toMatchObject({
    code: 'build.image-missing',
    severity: 'error',
    title: 'The build ended well, and `build/hello.elf` is not there',
  });
});
