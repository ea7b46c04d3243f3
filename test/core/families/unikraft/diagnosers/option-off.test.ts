import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { CONFIG, diagnoseAll, fixed } from './diagnose.ts';

test('undefined references name the library and its option', () => {
  const { all, files } = diagnoseAll('build-undefined-reference.log');
  const own = all.filter(({ code }) => code === 'unikraft.option-off');
  expect(own.map(({ title }) => title)).toEqual([
    '`pthread_create()` lives in `musl`, which is not part of this image',
    '`read()` lives in `posix-fdio`, which is not part of this image',
  ]);
  const read = own[1]!;
  expect(read.fixes.map(({ title }) => title)).toContain('Turn on `LIBVFSCORE`');
  expect(parseDotConfig(fixed(files, read.fixes[0])).get('LIBVFSCORE')).toBe('y');
});

test('system calls of other libraries are known too', () => {
  const { all } = diagnoseAll('build-undefined-posix.log');
  const titles = all.filter(({ code }) => code === 'unikraft.option-off').map(({ title }) => title);
  expect(titles).toEqual([
    '`socket()` lives in `posix-socket`, which is not part of this image',
    '`open()` lives in `vfscore`, which is not part of this image',
    '`mmap()` lives in `ukmmap`, which is not part of this image',
    '`pthread_create()` lives in `musl`, which is not part of this image',
  ]);
});

test('a library that is on is not offered again', () => {
  const { all } = diagnoseAll('build-undefined-reference.log', {
    files: { '.config': `${CONFIG}CONFIG_LIBPOSIX_FDIO=y\n` },
  });
  expect(all.filter(({ code }) => code === 'unikraft.option-off').map(({ title }) => title)).toEqual([
    '`pthread_create()` lives in `musl`, which is not part of this image',
  ]);
});

test('what the tree at hand says comes first', () => {
  const texts: Record<string, string> = {
    'lib/Makefile.uk': '$(eval $(call import_lib,$(CONFIG_UK_BASE)/lib/newio))\n',
    'lib/newio/Makefile.uk':
      '$(eval $(call addlib_s,libnewio,$(CONFIG_LIBNEWIO)))\nUK_PROVIDED_SYSCALLS-$(CONFIG_LIBNEWIO) += read-3\n',
  };
  const tree = { folder: '/uk', version: '9', commit: null, adopted: true, read: (path: string) => texts[path] };
  const { all } = diagnoseAll('build-undefined-reference.log', { sources: { unikraft: tree } });
  expect(all.map(({ title }) => title)).toContain('`read()` lives in `newio`, which is not part of this image');
});
