import { expect, test } from 'vitest';
import { homesOf, libraryName, optionsFor } from '#core/families/unikraft/symbols/explain-symbol.ts';

test.each([
  ['read', 'libposix_fdio', ['LIBVFSCORE', 'LIBPOSIX_FDIO']],
  ['socket', 'libposix_socket', ['LIBPOSIX_SOCKET']],
  ['opendir', 'libvfscore', ['LIBVFSCORE']],
  ['pthread_create', 'libmusl', ['LIBMUSL']],
  ['nobody_has_this', undefined, []],
  ['getenv', 'libposix_environ', ['LIBPOSIX_ENVIRON']],
])('%s lives in %s', (symbol, library, options) => {
  const [home] = homesOf(symbol, null);
  expect(home?.library).toBe(library);
  expect(home ? optionsFor(home).map(({ option }) => option) : []).toEqual(options);
});

test('libraries are called as their folders are', () => {
  expect(libraryName('libposix_fdio')).toBe('posix-fdio');
});
