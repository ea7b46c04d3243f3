import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packageName, packageNameFault } from '#core/engines/cargo/package-name.ts';

it.each([
  ['hello', 'hello'],
  ['my_app-2', 'my_app-2'],
  ['Größe & Co.', 'Gro-e-Co'],
  ['2048', 'app-2048'],
  ['日本', 'app'],
  ['hermit', 'hermit-app'],
  ['match', 'match-app'],
  ['-x-', 'x'],
])('makes a package name of %o', (name, expected) => {
  expect(packageName(name)).toBe(expected);
});

it('always makes one that cargo takes', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => packageNameFault(packageName(name)) === null));
});

it.each(['', 'two words', '2048', 'a.b', 'a"b'])('says why cargo does not take %o', (name) => {
  expect(packageNameFault(name)).not.toBeNull();
});
