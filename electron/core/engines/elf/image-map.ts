/**
 * Says where the bytes of an image are: every loaded byte belongs to exactly one object, so the parts add up to the
 * whole. Bytes that no object brought (padding, what the linker makes itself) have an entry of their own.
 */
import type { ImageGroup, ImageMap, ImageObject, ImageSymbol } from '../../contract/image.ts';
import { type Elf, type ElfSection, type ElfSymbol, isAllocated, isZeroed } from './elf-file.ts';
import type { MappedSection } from './parse-link-map.ts';

export interface ImageMapInput {
  readonly elf: Elf;
  /** Null where there is none: then the sections stand for the objects. */
  readonly map: readonly MappedSection[] | null;
  /** How the family names and colours an object of the map. */
  readonly group: (object: string) => { readonly name: string; readonly group: ImageGroup };
  readonly labels: Readonly<Partial<Record<ImageGroup, string>>>;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly builtAt: number;
  readonly previousBytes: number | null;
}

export const REST_NAME = 'padding and linker data';
const ORDER: readonly ImageGroup[] = ['platform', 'libc', 'files', 'boot', 'memory', 'other', 'yours'];
const LABELS: Readonly<Record<ImageGroup, string>> = {
  platform: 'Platform',
  libc: 'C library',
  files: 'Files',
  boot: 'Boot',
  memory: 'Memory',
  other: 'Other',
  yours: 'Your code',
};
/** More would not be looked at one by one; the smallest are left out. */
const MAX_SYMBOLS = 20_000;

/** A run of bytes of one section, as offsets into it, that one object brought. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly owner: Owner;
}

interface Owner {
  readonly name: string;
  readonly group: ImageGroup;
  bytes: number;
  readonly symbols: ImageSymbol[];
}

class Owners {
  private readonly byName = new Map<string, Owner>();

  get(name: string, group: ImageGroup): Owner {
    const key = `${group}\n${name}`;
    const known = this.byName.get(key);
    if (known) return known;
    const owner = { name, group, bytes: 0, symbols: [] };
    this.byName.set(key, owner);
    return owner;
  }

  /** Largest first. */
  objects(): ImageObject[] {
    const owners = [...this.byName.values()].filter(({ bytes }) => bytes > 0);
    return owners
      .map(({ name, group, bytes, symbols }) => ({
        name,
        group,
        bytes,
        symbols: symbols.sort((a, b) => b.bytes - a.bytes),
      }))
      .sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  }
}

export function imageMap(input: ImageMapInput): ImageMap {
  const { elf, map } = input;
  const owners = new Owners();
  const mapped = new Map(map?.map((section) => [section.name, section]));
  let bytes = 0;
  let zeroedBytes = 0;
  const sections: ImageMap['sections'] = [];
  let symbolsLeft = MAX_SYMBOLS;
  for (const [index, section] of elf.sections.entries()) {
    if (!isAllocated(section) || section.size === 0) continue;
    const zeroed = isZeroed(section);
    sections.push({ name: section.name, bytes: section.size, zeroed });
    if (zeroed) {
      zeroedBytes += section.size;
      continue;
    }
    bytes += section.size;
    const pieces = map
      ? piecesOf(section, mapped.get(section.name), owners, input.group)
      : wholeSection(section, owners);
    for (const piece of pieces) piece.owner.bytes += piece.end - piece.start;
    const inSection = elf.symbols.filter((symbol) => symbol.section === index && symbol.size > 0 && symbol.type <= 2);
    symbolsLeft -= addSymbols(section, inSection.slice(0, symbolsLeft), pieces);
  }
  const objects = owners.objects();
  return {
    path: input.path,
    bytes,
    zeroedBytes,
    builtAt: input.builtAt,
    groups: groupsOf(objects, input.labels),
    sections,
    objects,
    previousBytes: input.previousBytes,
  };
}

/** Covers the section from its first to its last byte, without gap and without overlap. */
function piecesOf(
  section: ElfSection,
  mapped: MappedSection | undefined,
  owners: Owners,
  group: ImageMapInput['group'],
): readonly Piece[] {
  const rest = owners.get(REST_NAME, 'other');
  const pieces: Piece[] = [];
  let covered = 0;
  const parts = [...(mapped?.contributions ?? [])]
    .filter(({ size, object }) => size > 0 && object !== null)
    .map(({ address, size, object }) => ({ start: Number(address - section.address), size, object: object! }))
    .sort((a, b) => a.start - b.start);
  for (const { start, size, object } of parts) {
    // Merged strings are counted in full with the first object that has them: the map's parts may overlap.
    const from = Math.max(start, covered);
    const to = Math.min(start + size, section.size);
    if (!(from < to)) continue;
    if (from > covered) pieces.push({ start: covered, end: from, owner: rest });
    const { name, group: colour } = group(object);
    pieces.push({ start: from, end: to, owner: owners.get(name, colour) });
    covered = to;
  }
  if (covered < section.size) pieces.push({ start: covered, end: section.size, owner: rest });
  return pieces;
}

function wholeSection(section: ElfSection, owners: Owners): readonly Piece[] {
  return [{ start: 0, end: section.size, owner: owners.get(section.name || REST_NAME, 'other') }];
}

/** Gives each symbol to the piece that it starts in. Bytes with several names count once. */
function addSymbols(section: ElfSection, symbols: readonly ElfSymbol[], pieces: readonly Piece[]): number {
  const rank = (symbol: ElfSymbol) => (symbol.bind === 1 ? 0 : symbol.bind === 0 ? 1 : 2);
  const placed = symbols
    .map((symbol) => ({ symbol, start: Number(symbol.value - section.address) }))
    .filter(({ start }) => start >= 0 && start < section.size)
    .sort((a, b) => a.start - b.start || b.symbol.size - a.symbol.size || rank(a.symbol) - rank(b.symbol));
  let index = 0;
  let covered = 0;
  let added = 0;
  for (const { symbol, start } of placed) {
    while (index < pieces.length && pieces[index]!.end <= start) index++;
    const piece = pieces[index];
    const from = Math.max(start, covered);
    const to = Math.min(start + symbol.size, piece?.end ?? 0);
    if (!piece || from >= to) continue;
    piece.owner.symbols.push({ name: symbol.name, bytes: to - from, section: section.name });
    covered = to;
    added++;
  }
  return added;
}

export function groupsOf(objects: readonly ImageObject[], labels: ImageMapInput['labels']): ImageMap['groups'] {
  return ORDER.flatMap((group) => {
    const bytes = objects.filter((object) => object.group === group).reduce((sum, object) => sum + object.bytes, 0);
    return bytes > 0 ? [{ group, label: labels[group] ?? LABELS[group], bytes }] : [];
  });
}
