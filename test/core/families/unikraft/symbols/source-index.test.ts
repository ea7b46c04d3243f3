import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { indexSources, mergeIndexes } from '#core/families/unikraft/symbols/source-index.ts';

const TREE: Readonly<Record<string, string>> = {
  'lib/Makefile.uk':
    '$(eval $(call import_lib,$(CONFIG_UK_BASE)/lib/one))\n$(eval $(call import_lib,$(CONFIG_UK_BASE)/lib/two))\n',
  'lib/one/Makefile.uk':
    '$(eval $(call addlib_s,libone,$(CONFIG_LIBONE)))\nUK_PROVIDED_SYSCALLS-$(CONFIG_LIBONE) += read-3 write-3\nUK_PROVIDED_SYSCALLS-$(CONFIG_LIBONE_MORE) += dup-1\n',
  'lib/one/exportsyms.uk': '# what others may use\none_open\none_close # and this\n\n',
  'lib/two/Makefile.uk': '$(eval $(call addlib,libtwo))\n',
  'lib/two/exportsyms.uk': 'two_start\none_open\n',
};

test('symbols lead to their library and its option', () => {
  const index = indexSources((path) => TREE[path]);
  expect(index.get('one_close')).toEqual([{ library: 'libone', option: 'LIBONE' }]);
  expect(index.get('two_start')).toEqual([{ library: 'libtwo', option: null }]);
  expect(index.get('one_open')?.map(({ library }) => library)).toEqual(['libone', 'libtwo']);
});

test('system calls are known by all their names, and by the option of their part', () => {
  const index = indexSources((path) => TREE[path]);
  expect(index.get('write')).toEqual([{ library: 'libone', option: 'LIBONE' }]);
  expect(index.get('uk_syscall_r_write')).toEqual([{ library: 'libone', option: 'LIBONE' }]);
  expect(index.get('dup')).toEqual([{ library: 'libone', option: 'LIBONE_MORE' }]);
});

test('an external library is a tree of one folder', () => {
  const own: Record<string, string> = {
    'Makefile.uk': '$(eval $(call addlib_s,libfish,$(CONFIG_LIBFISH)))\n',
    'exportsyms.uk': 'swim\n',
  };
  const merged = mergeIndexes([indexSources((path) => TREE[path]), indexSources((path) => own[path])]);
  expect(merged.get('swim')).toEqual([{ library: 'libfish', option: 'LIBFISH' }]);
  expect(merged.has('one_open')).toBe(true);
});

const root = process.env.UNIKRAFT_ROOT;
test.skipIf(!root)('(UNIKRAFT_ROOT) the real tree: over a thousand symbols, read() in posix-fdio', () => {
  const index = indexSources((path) =>
    existsSync(join(root!, path)) ? readFileSync(join(root!, path), 'utf8') : undefined,
  );
  expect(index.size).toBeGreaterThan(1000);
  expect(index.get('read')).toContainEqual({ library: 'libposix_fdio', option: 'LIBPOSIX_FDIO' });
});
