import { expect, test } from 'vitest';
import { diagnose, fixed } from './diagnose.ts';

const MISSPELT = '#include <bare.h>\n\nint mian(void)\n{\n\treturn 1;\n}\n';

test('a misspelt main is found and put right', () => {
  const { problem, files } = diagnose('bare.no-main', 'no-main', { 'src/main.c': MISSPELT });
  expect(problem.title).toBe('The program has no `main`');
  expect(problem.at).toMatchObject({ file: 'src/main.c', line: 3, column: 5 });
  expect(fixed(files, problem.fixes[0], 'src/main.c')).toBe(MISSPELT.replace('mian', 'main'));
});

test('a file without any function gets an empty main', () => {
  const { problem, files } = diagnose('bare.no-main', 'no-main', { 'src/main.c': '#include <bare.h>\n' });
  expect(fixed(files, problem.fixes[0], 'src/main.c')).toBe('#include <bare.h>\n\nint main(void)\n{\n\treturn 0;\n}\n');
});

test('a folder src that is gone is the same problem', () => {
  const { problem } = diagnose('bare.no-main', 'no-program', { 'src/main.c': null });
  expect(problem.fixes).toMatchObject([{ kind: 'dead-end' }]);
});
