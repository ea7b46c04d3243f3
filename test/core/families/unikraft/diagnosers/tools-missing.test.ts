import { expect, test } from 'vitest';
import { diagnose, diagnoseAll } from './diagnose.ts';

test.each([
  ['build-no-flex.log', '`flex` is not installed'],
  ['build-no-yacc.log', '`bison` is not installed'],
  ['build-no-python.log', '`python3` is not installed'],
])('%s: the package is named, not what the shell missed', (log, title) => {
  const { problem } = diagnose('unikraft.tool-missing', log);
  expect(problem.title).toBe(title);
  expect(problem.fixes).toMatchObject([{ kind: 'action', command: 'doctor.show' }]);
});

test('the general word for the missing program gives way', () => {
  expect(diagnoseAll('build-no-flex.log').all.map(({ code }) => code)).toEqual(['unikraft.tool-missing']);
});

test.each([
  ['build-no-gcc.log', 'x86_64', 'The compiler `gcc` is not installed'],
  ['build-no-cross-gcc.log', 'arm64', 'The compiler `aarch64-linux-gnu-gcc` is not installed'],
] as const)('%s: an empty architecture or version means that the compiler is missing', (log, arch, title) => {
  expect(diagnose('unikraft.compiler-missing', log, { arch }).problem.title).toBe(title);
});
