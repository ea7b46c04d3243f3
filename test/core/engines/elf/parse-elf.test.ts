import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAllocated, isZeroed } from '#core/engines/elf/elf-file.ts';
import { parseElf } from '#core/engines/elf/parse-elf.ts';
import { makeElf, type Shape } from './make-elf.ts';

const shapes: Shape[] = [
  { bits: 32, little: true },
  { bits: 32, little: false },
  { bits: 64, little: true },
  { bits: 64, little: false },
];
const symbols = [{ name: 'main', value: 0x1004, size: 8, section: 1 }];
const small = readFileSync(new URL('../../../fixtures/images/small/image.elf', import.meta.url));

describe.each(shapes)('an ELF file of $bits bits, little endian: $little', (shape) => {
  const { value: elf, problems } = parseElf(makeElf(shape, symbols));

  test('gives its header, sections, segments and symbols', () => {
    expect(problems).toEqual([]);
    expect(elf).toMatchObject({
      bits: shape.bits,
      endian: shape.little ? 'little' : 'big',
      machine: 62,
      entry: 0x1004n,
    });
    expect(elf?.sections.map(({ name, size }) => `${name} ${size}`).slice(1, 3)).toEqual(['.text 16', '.bss 64']);
    expect(elf?.sections.filter(isAllocated).map(isZeroed)).toEqual([false, true]);
    expect(elf?.segments).toEqual([
      {
        type: 1,
        flags: 5,
        offset: expect.any(Number),
        address: 0x1000n,
        physicalAddress: 0x1000n,
        fileSize: 16,
        memorySize: 16,
      },
    ]);
    expect(elf?.symbols).toEqual([{ name: 'main', value: 0x1004n, size: 8, type: 2, bind: 1, section: 1 }]);
  });
});

test('reads what GNU ld wrote', () => {
  const { value: elf, problems } = parseElf(small);
  expect(problems).toEqual([]);
  const loaded = elf!.sections.filter((section) => isAllocated(section) && section.size > 0);
  expect(loaded.map(({ name, size, address }) => `${name} ${size} ${address.toString(16)}`)).toEqual([
    '.text 128 100000',
    '.rodata 39 101000',
    '.data 8 102000',
    '.bss 4096 102020',
  ]);
  const sized = elf!.symbols.filter(({ size }) => size > 0).map(({ name, size }) => `${name} ${size}`);
  expect(sized).toEqual(expect.arrayContaining(['kmain 50', 'puts 31', 'greeting 23', 'heap 4096', 'counter 4']));
});

test('is not fooled by other files', () => {
  for (const bytes of [
    new Uint8Array(),
    new TextEncoder().encode('#!/bin/sh\n'),
    new Uint8Array([0x7f, 0x45, 0x4c, 0x46]),
  ]) {
    const { value, problems } = parseElf(bytes);
    expect(value).toBeNull();
    expect(problems).toHaveLength(1);
  }
});

test('reads what is left of a file that was cut, and says so', () => {
  const { value, problems } = parseElf(small.subarray(0, small.length - 300));
  expect(value?.bits).toBe(64);
  expect(problems[0]?.title).toBe('The section headers of the ELF file reach beyond its end');
});

test('never throws, wherever a file is cut or damaged', () => {
  const sources = [small, ...shapes.map((shape) => makeElf(shape, symbols))];
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.nat(1 << 14),
      fc.array(fc.tuple(fc.nat(1 << 14), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
      (source, cut, damages) => {
        const bytes = new Uint8Array(source.subarray(0, cut % 3 === 0 ? cut : source.length));
        for (const [at, value] of damages) if (bytes.length > 0) bytes[at % Math.min(bytes.length, 512)] = value;
        const { problems } = parseElf(bytes);
        expect(problems.length).toBeLessThanOrEqual(10);
      },
    ),
    { numRuns: 500 },
  );
});
