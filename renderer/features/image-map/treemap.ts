/** Lays tiles out as a squarified treemap with 2 px gaps; tiles of one colour stand together, the smallest ones are put together. */
import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { ImageGroup } from '#core/contract/image.ts';
import type { Tile } from './image-tiles.ts';

export interface PlacedTile extends Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** How many tiles this one stands for. */
  readonly count: number;
}

export const GAP = 2;
/** A tile with less room than this could be neither seen nor hit. */
const SMALLEST_AREA = 10 * 10;
/** A name and a size are written where they fit. */
export const NAME_WIDTH = 64;
export const NAME_HEIGHT = 20;

interface Node {
  readonly tile?: Tile & { readonly count: number };
  readonly children?: readonly Node[];
}

/** Tiles in reading order of their places, inside `width` × `height` px. */
export function layTiles(tiles: readonly Tile[], width: number, height: number): readonly PlacedTile[] {
  const total = tiles.reduce((sum, tile) => sum + tile.bytes, 0);
  if (total === 0 || width <= 0 || height <= 0) return [];
  const groups = new Map<ImageGroup, (Tile & { count: number })[]>();
  for (const tile of joinSmall(tiles, (SMALLEST_AREA * total) / (width * height))) {
    groups.set(tile.group, [...(groups.get(tile.group) ?? []), tile]);
  }
  const data: Node = { children: [...groups.values()].map((group) => ({ children: group.map((tile) => ({ tile })) })) };
  const root = hierarchy<Node>(data, (node) => node.children)
    .sum((node) => node.tile?.bytes ?? 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  // Each tile carries the gap at its right and bottom, so that areas stay in proportion and nothing leaves the box.
  const placed = treemap<Node>()
    .tile(treemapSquarify)
    .size([width + GAP, height + GAP])(root);
  return placed.leaves().flatMap((leaf) => {
    if (!leaf.data.tile) return [];
    const [left, top] = [Math.round(leaf.x0), Math.round(leaf.y0)];
    const size = { width: Math.round(leaf.x1) - GAP - left, height: Math.round(leaf.y1) - GAP - top };
    return [{ ...leaf.data.tile, left, top, width: Math.max(0, size.width), height: Math.max(0, size.height) }];
  });
}

/** Two or more tiles of one colour below `smallest` bytes become one. Your own code is never joined away. */
function joinSmall(tiles: readonly Tile[], smallest: number): readonly (Tile & { count: number })[] {
  const kept: (Tile & { count: number })[] = [];
  const small = new Map<ImageGroup, Tile[]>();
  for (const tile of tiles) {
    if (tile.bytes >= smallest || tile.group === 'yours') kept.push({ ...tile, count: 1 });
    else small.set(tile.group, [...(small.get(tile.group) ?? []), tile]);
  }
  for (const [group, members] of small) {
    const [only] = members;
    if (members.length === 1 && only) kept.push({ ...only, count: 1 });
    else {
      const bytes = members.reduce((sum, tile) => sum + tile.bytes, 0);
      kept.push({ key: `more-${group}`, name: `${members.length} others`, bytes, group, count: members.length });
    }
  }
  return kept;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The tile that an arrow key leads to: the nearest one on that side that faces the present one; null at the edge. */
export function neighbour(tiles: readonly PlacedTile[], from: PlacedTile, direction: Direction): PlacedTile | null {
  const horizontal = direction === 'left' || direction === 'right';
  const before = direction === 'left' || direction === 'up';
  const start = (tile: PlacedTile, along: boolean) => (along === horizontal ? tile.left : tile.top);
  const size = (tile: PlacedTile, along: boolean) => (along === horizontal ? tile.width : tile.height);
  let best: PlacedTile | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const tile of tiles) {
    const distance = before
      ? start(from, true) - (start(tile, true) + size(tile, true))
      : start(tile, true) - (start(from, true) + size(from, true));
    if (tile.key === from.key || distance < -1) continue;
    const apart = Math.abs(start(tile, false) + size(tile, false) / 2 - (start(from, false) + size(from, false) / 2));
    const faces =
      start(tile, false) < start(from, false) + size(from, false) &&
      start(from, false) < start(tile, false) + size(tile, false);
    const score = distance * 4 + apart + (faces ? 0 : 10_000);
    if (score < bestScore) [best, bestScore] = [tile, score];
  }
  return best;
}
