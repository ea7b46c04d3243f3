import { expect, test } from 'vitest';
import { diagnose, fixed } from './diagnose.ts';

test('a relative library path becomes absolute in the Makefile by one click', () => {
  const makefile = 'UK_LIBS ?= ../libs/musl\nall:\n\t@make -C uk L=$(UK_LIBS)\n';
  const { problem, files } = diagnose('unikraft.library-not-absolute', 'build-lib-not-absolute.log', {
    files: { Makefile: makefile },
  });
  expect(problem.title).toBe('The library path `../libs/musl` is not absolute');
  expect(problem.at).toMatchObject({ file: 'Makefile', line: 1 });
  expect(fixed(files, problem.fixes[0], 'Makefile')).toContain('UK_LIBS ?= $(abspath ../libs/musl)\n');
});

test('a library that is not there leads to the sources, and to the line that names it', () => {
  const makefile = 'UK_LIBS ?= $(CURDIR)/libs/nosuch\n';
  const { problem } = diagnose('unikraft.library-missing', 'build-lib-missing.log', { files: { Makefile: makefile } });
  expect(problem.title).toBe('The library `nosuch` is not where the build looks for it');
  expect(problem.fixes).toMatchObject([
    { kind: 'action', command: 'sources.show' },
    { kind: 'open', at: { file: 'Makefile', line: 1 } },
  ]);
});
