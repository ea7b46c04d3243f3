import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type ImageMap, imageMap as imageMapSchema } from '#core/contract/image.ts';
import type { Elf } from '#core/engines/elf/elf-file.ts';
import { type ImageMapInput, imageMap, REST_NAME } from '#core/engines/elf/image-map.ts';
import { parseElf } from '#core/engines/elf/parse-elf.ts';
import { parseLinkMap } from '#core/engines/elf/parse-link-map.ts';

const read = (name: string) => readFileSync(new URL(`../../../fixtures/images/small/${name}`, import.meta.url));
const elf = parseElf(read('image.elf')).value as Elf;
const map = parseLinkMap(read('link.map').toString()).value;
const input: ImageMapInput = {
  elf,
  map,
  group: (object) => {
    const name = object.replace('obj dir/', '');
    return { name, group: name === 'kmain.o' ? 'yours' : name === 'boot.o' ? 'boot' : 'platform' };
  },
  labels: { platform: 'Drivers' },
  path: 'image.elf',
  builtAt: 1,
  previousBytes: null,
};

function sum(parts: readonly { readonly bytes: number }[]): number {
  return parts.reduce((total, part) => total + part.bytes, 0);
}

function expectExact(image: ImageMap): void {
  expect(v.safeParse(imageMapSchema, image).issues).toBeUndefined();
  expect(sum(image.objects)).toBe(image.bytes);
  expect(sum(image.groups)).toBe(image.bytes);
  expect(sum(image.sections.filter(({ zeroed }) => !zeroed))).toBe(image.bytes);
  expect(sum(image.sections.filter(({ zeroed }) => zeroed))).toBe(image.zeroedBytes);
  for (const object of image.objects) expect(sum(object.symbols)).toBeLessThanOrEqual(object.bytes);
}

test('the parts add up to what `size` says', () => {
  const image = imageMap(input);
  expectExact(image);
  // size: text 167, data 8, bss 4096.
  expect(image.bytes).toBe(175);
  expect(image.zeroedBytes).toBe(4096);
});

test('each object has its bytes and its symbols, largest first', () => {
  const image = imageMap(input);
  expect(image.objects.map(({ name, group, bytes }) => `${name} ${group} ${bytes}`)).toEqual([
    'kmain.o yours 99',
    'serial.o platform 37',
    'boot.o boot 20',
    `${REST_NAME} other 19`,
  ]);
  expect(image.objects[0]?.symbols).toEqual([
    { name: 'kmain', bytes: 50, section: '.text' },
    { name: 'greeting', bytes: 23, section: '.rodata' },
    { name: 'a_function_with_a_rather_long_name', bytes: 10, section: '.text' },
    { name: 'counter', bytes: 4, section: '.data' },
  ]);
  expect(image.groups.find(({ group }) => group === 'platform')?.label).toBe('Drivers');
});

test('objects of one name are one object', () => {
  const image = imageMap({ ...input, group: () => ({ name: 'all', group: 'yours' }) });
  expect(image.objects.map(({ name, bytes }) => `${name} ${bytes}`)).toEqual(['all 156', `${REST_NAME} 19`]);
});

test('sections stand for the objects where there is no map', () => {
  const image = imageMap({ ...input, map: null });
  expectExact(image);
  expect(image.objects.map(({ name }) => name)).toEqual(['.text', '.rodata', '.data']);
  expect(image.objects[0]?.symbols[0]?.name).toBe('kmain');
});

test('names of the same bytes count once', () => {
  const alias = elf.symbols.find(({ name }) => name === 'kmain')!;
  const image = imageMap({
    ...input,
    elf: { ...elf, symbols: [...elf.symbols, { ...alias, name: 'also_kmain', bind: 2 }] },
  });
  expect(image.objects[0]?.symbols.map(({ name }) => name)).not.toContain('also_kmain');
  expectExact(image);
});

test('the parts add up whatever the map and the symbols say', () => {
  const part = fc.record({
    section: fc.constantFrom('.text', '.data'),
    address: fc.bigInt(0xff000n, 0x103000n),
    size: fc.nat(6000),
    object: fc.option(fc.constantFrom('a.o', 'b.o', 'c.o')),
  });
  const section = fc.record({
    name: fc.constantFrom('.text', '.rodata', '.data', '.x'),
    contributions: fc.array(part),
  });
  const symbol = fc.record({
    name: fc.string(),
    value: fc.bigInt(0xff000n, 0x103000n),
    size: fc.nat(9000),
    type: fc.nat(4),
    bind: fc.nat(2),
    section: fc.nat(8),
  });
  fc.assert(
    fc.property(fc.array(section, { maxLength: 6 }), fc.array(symbol, { maxLength: 30 }), (sections, symbols) => {
      expectExact(imageMap({ ...input, map: sections, elf: { ...elf, symbols } }));
    }),
  );
});
