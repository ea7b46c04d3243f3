import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test('a source with a space in its name can be renamed by one command', () => {
  const { problem } = diagnose('bare.odd-file-name', 'odd-file-name', { 'src/my file.c': 'int x;\n' });
  expect(problem.at?.file).toBe('src/my file.c');
  expect(problem.fixes).toMatchObject([
    { kind: 'command', argv: ['mv', '-n', '--', 'src/my file.c', 'src/my-file.c'] },
  ]);
});
