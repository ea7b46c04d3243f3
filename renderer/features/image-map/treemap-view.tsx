/** The treemap itself: tiles that the arrow keys reach, each with its name and size where they fit and in a tooltip. */
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatBytes } from '../../ui/format-bytes.ts';
import type { GroupSum, Tile } from './image-tiles.ts';
import { type Direction, layTiles, NAME_HEIGHT, NAME_WIDTH, neighbour, type PlacedTile } from './treemap.ts';

export interface TreemapViewProps {
  tiles: readonly Tile[];
  groups: readonly GroupSum[];
  /** What is divided, for the name of the list: "302 KB by library". */
  label: string;
  onOpen(tile: PlacedTile): void;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function TreemapView({ tiles, groups, label, onOpen }: TreemapViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const placed = useMemo(() => layTiles(tiles, width, height), [tiles, width, height]);
  const drawn = placed.filter((tile) => tile.width > 0 && tile.height > 0);
  const [current, setCurrent] = useState<string | null>(null);
  const [pointed, setPointed] = useState<PlacedTile | null>(null);
  const stop = drawn.find((tile) => tile.key === current) ?? drawn[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (!direction || !stop) return;
    event.preventDefault();
    const next = neighbour(drawn, stop, direction);
    if (!next) return;
    setCurrent(next.key);
    box.current?.querySelector<HTMLElement>(`[data-tile="${CSS.escape(next.key)}"]`)?.focus();
  };
  const groupName = (tile: Tile) => groups.find((group) => group.group === tile.group)?.label ?? '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form
    <div ref={box} className="treemap" role="group" aria-label={label} onKeyDown={onKeyDown}>
      {drawn.map((tile) => (
        <button
          key={tile.key}
          type="button"
          data-tile={tile.key}
          tabIndex={tile === stop ? 0 : -1}
          className={`tile tile--${tile.group}`}
          style={{ left: tile.left, top: tile.top, width: tile.width, height: tile.height }}
          aria-label={`${tile.name} ${formatBytes(tile.bytes)}, ${groupName(tile)}`}
          onClick={() => onOpen(tile)}
          onPointerEnter={() => setPointed(tile)}
          onPointerLeave={() => setPointed(null)}
          onFocus={(event) => {
            setCurrent(tile.key);
            if (event.currentTarget.matches(':focus-visible')) setPointed(tile);
          }}
          onBlur={() => setPointed(null)}
        >
          <TileText tile={tile} />
        </button>
      ))}
      {pointed ? <Tip tile={pointed} group={groupName(pointed)} room={width} /> : null}
    </div>
  );
}

function TileText({ tile }: { tile: PlacedTile }) {
  if (tile.width < NAME_WIDTH || tile.height < NAME_HEIGHT) return null;
  const big = tile.height >= 40;
  return (
    <>
      <span className={big ? 'tile__name tile__name--big' : 'tile__name'}>{shortName(tile.name)}</span>{' '}
      {big ? <span className="tile__size t-num">{formatBytes(tile.bytes)}</span> : null}
    </>
  );
}

/** The file's own name: the folder is in the tooltip. */
function shortName(name: string): string {
  return name.split('/').at(-1) || name;
}

function Tip({ tile, group, room }: { tile: PlacedTile; group: string; room: number }) {
  const middle = tile.left + tile.width / 2;
  const side = middle > room / 2 ? { right: Math.max(0, room - tile.left - tile.width) } : { left: tile.left };
  return (
    <div className="tooltip treemap__tip" role="tooltip" style={{ top: tile.top + tile.height + 6, ...side }}>
      <b>{tile.name}</b>
      <span className="t-num">{formatBytes(tile.bytes)}</span>
      <span>{[group, tile.detail].filter(Boolean).join(', ')}</span>
    </div>
  );
}

function useSize(element: React.RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => setSize({ width: current.clientWidth, height: current.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return size;
}
