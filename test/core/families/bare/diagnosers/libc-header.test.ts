import { expect, test } from 'vitest';
import { diagnose, diagnoseAll, fixed } from './diagnose.ts';

const SOURCE = '#include <stdio.h>\n#include <bare.h>\n\nint main(void)\n{\n\treturn 0;\n}\n';

test('says that there is no C library, and takes out the line where bare.h is included already', () => {
  const { problem, files } = diagnose('bare.no-c-library', 'libc-header', { 'src/main.c': SOURCE });
  expect(problem.title).toBe('There is no C library here, so no `<stdio.h>`');
  expect(problem.at).toMatchObject({ file: 'src/main.c', line: 1, column: 1 });
  expect(fixed(files, problem.fixes[0], 'src/main.c')).toBe(SOURCE.replace('#include <stdio.h>\n', ''));
});

test('puts bare.h in its place where that is not included', () => {
  const source = SOURCE.replace('#include <bare.h>\n', '');
  const { problem, files } = diagnose('bare.no-c-library', 'libc-header', { 'src/main.c': source });
  expect(fixed(files, problem.fixes[0], 'src/main.c')).toBe(source.replace('stdio', 'bare'));
});

test('takes the place of what the general reader found', () => {
  const { all, found } = diagnoseAll('libc-header', { 'src/main.c': SOURCE });
  expect(found.map(({ evidence }) => evidence)).toContainEqual(all[0]!.evidence);
});
