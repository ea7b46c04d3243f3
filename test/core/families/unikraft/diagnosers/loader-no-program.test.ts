import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test('(quoted text) the ELF loader names the program that it did not find', () => {
  const { problem } = diagnose('unikraft.loader-no-program', 'quoted-loader.serial.txt', {
    files: { Dockerfile: 'FROM scratch\n' },
  });
  expect(problem.title).toBe('The loader found no program `/http_server`');
  expect(problem.fixes.map(({ kind }) => kind)).toEqual(['dead-end', 'open']);
});
