import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLinkMap } from '#core/engines/elf/parse-link-map.ts';

const text = readFileSync(new URL('../../../fixtures/images/small/link.map', import.meta.url), 'utf8');

function section(name: string) {
  const found = parseLinkMap(text).value.find((candidate) => candidate.name === name);
  return found?.contributions.map((part) => `${part.section} ${part.address.toString(16)} ${part.size} ${part.object}`);
}

test('gives each object that contributed, with spaces in its name', () => {
  expect(section('.text')).toEqual([
    '.multiboot 100000 12 obj dir/boot.o',
    '.text 10000c 8 obj dir/boot.o',
    '.text 100014 50 obj dir/kmain.o',
    '.text.a_function_with_a_rather_long_name 100046 10 obj dir/kmain.o',
    '.text 100050 37 obj dir/serial.o',
    '*fill* 100075 11 null',
  ]);
});

test('reads names that take a line of their own, and symbols are no contributions', () => {
  expect(section('.rodata')).toEqual([
    '.rodata.str1.1 101000 12 obj dir/kmain.o',
    '*fill* 10100c 4 null',
    '.rodata 101010 23 obj dir/kmain.o',
    '.rodata.str1.1 101027 12 obj dir/serial.o',
  ]);
});

test('leaves out what was discarded before the map begins', () => {
  const names = parseLinkMap(text).value.map(({ name }) => name);
  expect(names).toContain('.bss');
  expect(names).not.toContain('.comment');
});

test('says when a text is no link map', () => {
  expect(parseLinkMap('hello').problems).toHaveLength(1);
  expect(parseLinkMap('').value).toEqual([]);
});

test('never throws on a damaged map', () => {
  fc.assert(
    fc.property(fc.nat(text.length), fc.string({ unit: 'binary' }), (at, junk) => {
      for (const { contributions } of parseLinkMap(text.slice(0, at) + junk + text.slice(at + 7)).value) {
        for (const { size } of contributions) expect(size).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
