/** What the image map shows of an image: the same bytes divided by library, by section or by symbol; each division adds up. */
import type { ImageGroup, ImageMap } from '#core/contract/image.ts';
import type { SourceRange } from '#core/contract/problem.ts';

export type Division = 'library' | 'section' | 'symbol';

export interface Tile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly group: ImageGroup;
  /** Library that a symbol belongs to, or how many parts were put together. */
  readonly detail?: string;
  readonly at?: SourceRange;
}

/** Colours of sections: by what they hold. */
const SECTION_GROUPS: readonly (readonly [RegExp, ImageGroup])[] = [
  [/^\.text|^\.init|^\.fini|^\.plt/, 'platform'],
  [/^\.rodata|^\.srodata|^\.eh_frame/, 'libc'],
  [/^\.data|^\.sdata|^\.tdata|^\.got/, 'files'],
  [/boot|start|head/, 'boot'],
];

/** Tiles that together have exactly `tileSum(map)` bytes, none of them empty, largest first. */
export function imageTiles(map: ImageMap, division: Division): readonly Tile[] {
  const tiles = division === 'library' ? byLibrary(map) : division === 'section' ? bySection(map) : bySymbol(map);
  const rest = tileSum(map) - sum(tiles);
  if (rest > 0) {
    tiles.push({ key: 'rest', name: 'Headers and padding', bytes: rest, group: 'other', detail: 'between the parts' });
  }
  return tiles.filter((tile) => tile.bytes > 0).sort((a, b) => b.bytes - a.bytes || (a.key < b.key ? -1 : 1));
}

/** Bytes that the map divides: those loaded from the file, or what was found in it where that is more. */
export function tileSum(map: ImageMap): number {
  const zeroed = zeroedSections(map);
  const objects = map.objects.reduce((all, object) => all + object.bytes, 0);
  const sections = map.sections.reduce((all, section) => all + (zeroed.has(section.name) ? 0 : section.bytes), 0);
  return Math.max(map.bytes, objects, sections);
}

export interface GroupSum {
  readonly group: ImageGroup;
  readonly label: string;
  readonly bytes: number;
}

/** Sums by colour of these tiles, largest first, "Your code" last. */
export function groupSums(map: ImageMap, tiles: readonly Tile[]): readonly GroupSum[] {
  const sums = new Map<ImageGroup, number>();
  for (const tile of tiles) sums.set(tile.group, (sums.get(tile.group) ?? 0) + tile.bytes);
  const label = (group: ImageGroup) => map.groups.find((other) => other.group === group)?.label ?? GROUP_NAMES[group];
  return [...sums]
    .map(([group, bytes]) => ({ group, label: label(group), bytes }))
    .sort((a, b) => Number(a.group === 'yours') - Number(b.group === 'yours') || b.bytes - a.bytes);
}

/** Names of the colours where the family gives none. */
export const GROUP_NAMES: Readonly<Record<ImageGroup, string>> = {
  platform: 'Platform',
  libc: 'C library',
  files: 'Files',
  boot: 'Boot',
  memory: 'Memory',
  other: 'Rest',
  yours: 'Your code',
};

/** Names of the colours when the map is divided by section. */
export const SECTION_LABELS: Readonly<Partial<Record<ImageGroup, string>>> = {
  platform: 'Code',
  libc: 'Constants',
  files: 'Data',
  boot: 'Boot',
  other: 'Rest',
};

export interface NamedSymbol {
  readonly name: string;
  readonly library: string;
  readonly bytes: number;
  readonly at?: SourceRange;
}

/** Symbols that take room in the file, largest first. */
export function largestSymbols(map: ImageMap): readonly NamedSymbol[] {
  const zeroed = zeroedSections(map);
  return map.objects
    .flatMap((object) =>
      object.symbols
        .filter((symbol) => !zeroed.has(symbol.section) && symbol.bytes > 0)
        .map((symbol) => ({
          name: symbol.name,
          library: object.name,
          bytes: symbol.bytes,
          ...(symbol.at && { at: symbol.at }),
        })),
    )
    .sort((a, b) => b.bytes - a.bytes);
}

function byLibrary(map: ImageMap): Tile[] {
  return map.objects.map((object, i) => ({
    key: `o${i}`,
    name: object.name,
    bytes: object.bytes,
    group: object.group,
  }));
}

function bySection(map: ImageMap): Tile[] {
  const zeroed = zeroedSections(map);
  return map.sections
    .filter((section) => !zeroed.has(section.name))
    .map((section, i) => ({
      key: `s${i}`,
      name: section.name,
      bytes: section.bytes,
      group: SECTION_GROUPS.find(([pattern]) => pattern.test(section.name))?.[1] ?? 'other',
    }));
}

function bySymbol(map: ImageMap): Tile[] {
  const zeroed = zeroedSections(map);
  return map.objects.flatMap((object, i) => {
    const symbols: Tile[] = object.symbols
      .filter((symbol) => !zeroed.has(symbol.section))
      .map((symbol, j) => ({
        key: `y${i}.${j}`,
        name: symbol.name,
        bytes: symbol.bytes,
        group: object.group,
        detail: object.name,
        ...(symbol.at && { at: symbol.at }),
      }));
    const nameless = object.bytes - sum(symbols);
    // Strings, tables without a symbol, padding inside the object.
    if (nameless > 0)
      symbols.push({
        key: `n${i}`,
        name: object.name,
        bytes: nameless,
        group: object.group,
        detail: 'bytes without a name',
      });
    return symbols;
  });
}

function zeroedSections(map: ImageMap): ReadonlySet<string> {
  return new Set(map.sections.filter((section) => section.zeroed).map((section) => section.name));
}

function sum(tiles: readonly Tile[]): number {
  return tiles.reduce((all, tile) => all + tile.bytes, 0);
}
