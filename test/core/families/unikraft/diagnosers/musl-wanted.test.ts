import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { CONFIG, diagnose, diagnoseAll, fixed } from './diagnose.ts';

test('a header that nolibc has not leads to musl', () => {
  const files = { Makefile: 'UK_LIBS ?= $(CURDIR)/workdir/libs/musl\n' };
  const { problem, files: project } = diagnose('unikraft.musl-wanted', 'build-missing-header.log', { files });
  expect(problem.title).toBe('`pthread.h` is not part of nolibc, the small C library of this image');
  expect(problem.at).toMatchObject({ file: 'hello.c', line: 2 });
  expect(parseDotConfig(fixed(project, problem.fixes[0])).get('LIBMUSL')).toBe('y');
});

test('without musl among the libraries it is named in the Makefile as well', () => {
  const { problem, files } = diagnose('unikraft.musl-wanted', 'build-missing-header.log', {
    files: { Makefile: 'UK_ROOT ?= $(CURDIR)/workdir/unikraft\nUK_LIBS ?=\n' },
  });
  expect(fixed(files, problem.fixes[0], 'Makefile')).toContain('UK_LIBS ?= $(CURDIR)/workdir/libs/musl\n');
  expect(parseDotConfig(fixed(files, problem.fixes[0])).get('LIBMUSL')).toBe('y');
});

test('with musl turned on something else is wrong', () => {
  const { all } = diagnoseAll('build-missing-header.log', { files: { '.config': `${CONFIG}CONFIG_LIBMUSL=y\n` } });
  expect(all.map(({ code }) => code)).not.toContain('unikraft.musl-wanted');
});
