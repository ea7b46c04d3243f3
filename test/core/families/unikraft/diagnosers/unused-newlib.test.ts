import { expect, test } from 'vitest';
import { diagnose, fixed } from './diagnose.ts';

test('(quoted text) newlib is taken out of the Makefile', () => {
  const { problem, files } = diagnose('unikraft.unused-newlib', 'quoted-newlib-tls.log', {
    files: { Makefile: 'LIBS := $(UK_LIBS)/lwip:$(UK_LIBS)/newlib\nall:\n' },
  });
  expect(fixed(files, problem.fixes[0], 'Makefile')).toBe('LIBS := $(UK_LIBS)/lwip\nall:\n');
});

test('(quoted text) newlib is taken out of the Kraftfile with all that belongs to it', () => {
  const { problem, files } = diagnose('unikraft.unused-newlib', 'quoted-newlib-tls.log', {
    files: { Kraftfile: 'libraries:\n  newlib:\n    version: stable\n  lwip: stable\n' },
  });
  expect(fixed(files, problem.fixes[0], 'Kraftfile')).toBe('libraries:\n  lwip: stable\n');
});
