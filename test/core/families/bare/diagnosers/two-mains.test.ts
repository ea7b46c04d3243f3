import { expect, test } from 'vitest';
import { diagnose, fixed } from './diagnose.ts';

const OTHER = '#include <bare.h>\n\nint main(void)\n{\n\treturn 1;\n}\n';

test('a second main is found at both places, and can get a name of its own', () => {
  const { problem, files } = diagnose('bare.two-mains', 'two-mains', { 'src/other.c': OTHER });
  expect(problem.title).toBe('The program has two functions called `main`');
  expect(problem.at).toEqual({ file: 'src/other.c', line: 3, column: 5, endLine: 3, endColumn: 9 });
  expect(problem.related?.[0]?.at).toMatchObject({ file: 'src/main.c', line: 6 });
  expect(fixed(files, problem.fixes[0], 'src/other.c')).toBe(OTHER.replace('main', 'other_main'));
});
