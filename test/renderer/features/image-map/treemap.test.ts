import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ImageGroup, type ImageMap, imageGroup } from '../../../../electron/core/contract/image.ts';
import { groupSums, imageTiles, largestSymbols, tileSum } from '../../../../renderer/features/image-map/image-tiles.ts';
import { layTiles, neighbour } from '../../../../renderer/features/image-map/treemap.ts';

const groups: readonly ImageGroup[] = imageGroup.options;

const anyObject = fc.record({
  name: fc.string({ minLength: 1, maxLength: 12 }),
  group: fc.constantFrom(...groups),
  bytes: fc.nat(60_000),
  symbols: fc.array(
    fc.record({
      name: fc.string({ minLength: 1 }),
      bytes: fc.nat(5_000),
      section: fc.constantFrom('.text', '.data', '.bss'),
    }),
    { maxLength: 5 },
  ),
});
const anyMap = fc.array(anyObject, { maxLength: 30 }).map((objects): ImageMap => {
  const whole = objects.map((object) => {
    const loaded = object.symbols.filter((symbol) => symbol.section !== '.bss').reduce((sum, s) => sum + s.bytes, 0);
    return { ...object, bytes: Math.max(object.bytes, loaded) };
  });
  const bytes = whole.reduce((sum, object) => sum + object.bytes, 0);
  return {
    path: 'build/kernel.elf',
    bytes: bytes + 64,
    zeroedBytes: 4_096,
    builtAt: 0,
    groups: [],
    sections: [
      { name: '.text', bytes: Math.floor(bytes / 2), zeroed: false },
      { name: '.bss', bytes: 4_096, zeroed: true },
    ],
    objects: whole,
    previousBytes: null,
  };
});

describe('imageTiles', () => {
  it('divides exactly the bytes of the image, in each of its three ways', () => {
    fc.assert(
      fc.property(
        anyMap,
        fc.constantFrom('library' as const, 'section' as const, 'symbol' as const),
        (map, division) => {
          const tiles = imageTiles(map, division);
          const sum = tiles.reduce((all, tile) => all + tile.bytes, 0);
          expect(sum).toBe(tileSum(map));
          expect(sum).toBe(map.bytes);
          expect(groupSums(map, tiles).reduce((all, group) => all + group.bytes, 0)).toBe(sum);
          expect(new Set(tiles.map((tile) => tile.key)).size).toBe(tiles.length);
        },
      ),
    );
  });

  it('leaves out what is only zeroed at start', () => {
    const map: ImageMap = {
      path: 'k',
      bytes: 100,
      zeroedBytes: 5_000,
      builtAt: 0,
      groups: [{ group: 'yours', label: 'Your code', bytes: 100 }],
      sections: [
        { name: '.text', bytes: 100, zeroed: false },
        { name: '.bss', bytes: 5_000, zeroed: true },
      ],
      objects: [
        {
          name: 'src/main.c',
          group: 'yours',
          bytes: 100,
          symbols: [
            { name: 'main', bytes: 60, section: '.text' },
            { name: 'heap', bytes: 5_000, section: '.bss' },
          ],
        },
      ],
      previousBytes: null,
    };
    expect(imageTiles(map, 'symbol').map((tile) => [tile.name, tile.bytes])).toEqual([
      ['main', 60],
      ['src/main.c', 40],
    ]);
    expect(largestSymbols(map).map((symbol) => symbol.name)).toEqual(['main']);
    expect(imageTiles(map, 'section').map((tile) => tile.name)).toEqual(['.text']);
  });
});

describe('layTiles', () => {
  it('keeps tiles inside, apart from each other, and their bytes complete', () => {
    fc.assert(
      fc.property(
        anyMap,
        fc.integer({ min: 120, max: 500 }),
        fc.integer({ min: 120, max: 500 }),
        (map, width, height) => {
          const placed = layTiles(imageTiles(map, 'library'), width, height);
          expect(placed.reduce((sum, tile) => sum + tile.bytes, 0)).toBe(tileSum(map));
          // A tile too thin to be drawn still counts in the sums.
          const drawn = placed.filter((tile) => tile.width > 0 && tile.height > 0);
          for (const tile of drawn) {
            expect(tile.left).toBeGreaterThanOrEqual(0);
            expect(tile.left + tile.width).toBeLessThanOrEqual(width);
            expect(tile.top + tile.height).toBeLessThanOrEqual(height);
          }
          for (const [i, a] of drawn.entries()) {
            for (const b of drawn.slice(i + 1)) {
              const overlap =
                a.left < b.left + b.width &&
                b.left < a.left + a.width &&
                a.top < b.top + b.height &&
                b.top < a.top + a.height;
              expect(overlap).toBe(false);
            }
          }
        },
      ),
    );
  });

  it('gives areas in proportion to bytes, with gaps of 2 px', () => {
    const tiles = [
      { key: 'a', name: 'a', bytes: 300, group: 'platform' as const },
      { key: 'b', name: 'b', bytes: 100, group: 'libc' as const },
    ];
    const [a, b] = layTiles(tiles, 398, 98);
    expect([a!.width, b!.left - a!.width, b!.width]).toEqual([298, 2, 98]);
  });

  it('puts the smallest tiles of one colour together, but never your own code', () => {
    const tiles = [
      { key: 'big', name: 'big', bytes: 1_000_000, group: 'platform' as const },
      { key: 's1', name: 's1', bytes: 10, group: 'libc' as const },
      { key: 's2', name: 's2', bytes: 12, group: 'libc' as const },
      { key: 'me', name: 'me', bytes: 9, group: 'yours' as const },
    ];
    const placed = layTiles(tiles, 380, 380);
    expect(placed.map((tile) => [tile.name, tile.bytes, tile.count])).toEqual(
      expect.arrayContaining([
        ['2 others', 22, 2],
        ['me', 9, 1],
      ]),
    );
  });

  it('lets arrow keys reach the tile that lies there', () => {
    const tile = (key: string, left: number, top: number) => ({
      ...{ key, name: key, bytes: 1, group: 'other' as const, count: 1 },
      ...{ left, top, width: 98, height: 98 },
    });
    const all = [tile('nw', 0, 0), tile('ne', 100, 0), tile('sw', 0, 100), tile('se', 100, 100)];
    expect(neighbour(all, all[0]!, 'right')?.key).toBe('ne');
    expect(neighbour(all, all[0]!, 'down')?.key).toBe('sw');
    expect(neighbour(all, all[3]!, 'left')?.key).toBe('sw');
    expect(neighbour(all, all[3]!, 'up')?.key).toBe('ne');
    expect(neighbour(all, all[0]!, 'left')).toBeNull();
  });
});
