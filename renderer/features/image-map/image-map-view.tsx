/** The image map: how large the image is, what it grew by, and where its bytes are. */
import { ArrowDown, ArrowLeft, ArrowUp, Equal, Hammer, LayoutGrid, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { ImageMap } from '#core/contract/image.ts';
import { runCommand } from '../../app/commands.ts';
import { openFile } from '../../app/workspace.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { divideBy, type ImageLook, imageLookStore, imageStore, load, startImage } from './image-store.ts';
import { groupSums, imageTiles, largestSymbols, SECTION_LABELS, type Tile, tileSum } from './image-tiles.ts';
import { SizeTable } from './size-table.tsx';
import { TreemapView } from './treemap-view.tsx';
import './image-map.css';

export default function ImageMapView() {
  const { map, loading, failure } = useStore(imageStore);
  useEffect(startImage, []);
  if (failure) {
    return (
      <EmptyState
        icon={TriangleAlert}
        tone="warn"
        title={failure.message}
        text={failure.hint}
        action={<Button onClick={() => void load()}>Try again</Button>}
      />
    );
  }
  if (map) return <Shown map={map} />;
  if (loading) return <div className="image-map" aria-busy="true" />;
  return (
    <EmptyState
      icon={LayoutGrid}
      title="There is no image yet"
      text="Where the bytes of an image are is drawn here once it is built."
      action={
        <Button kind="primary" icon={Hammer} onClick={() => void runCommand('build.start')}>
          Build
        </Button>
      }
    />
  );
}

function Shown({ map }: { map: ImageMap }) {
  const look = useStore(imageLookStore);
  const tiles = useMemo(() => shownTiles(map, look), [map, look]);
  const groups = useMemo(() => {
    const sums = groupSums(map, tiles);
    if (look.division !== 'section') return sums;
    return sums.map((sum) => ({ ...sum, label: SECTION_LABELS[sum.group] ?? sum.label }));
  }, [map, tiles, look.division]);
  const total = tiles.reduce((sum, tile) => sum + tile.bytes, 0);
  const label = `${formatBytes(total)} by ${look.inside === null ? look.division : 'symbol'}`;
  const open = (tile: Tile) => {
    if (tile.at) openFile(tile.at.file, { line: tile.at.line, column: tile.at.column });
    else if (look.division === 'library' && look.inside === null && tile.key.startsWith('o')) {
      imageLookStore.setState({ inside: tile.name });
    }
  };
  const yours = groups.find((group) => group.group === 'yours');
  return (
    <div className="image-map" tabIndex={-1} data-autofocus="">
      <div className="image-map__head">
        <p className="t-display t-num">{formatBytes(tileSum(map))}</p>
        <p className="t-small t-second">text and data</p>
        <Delta map={map} />
      </div>
      <Divisions look={look} />
      {look.asTable ? (
        <SizeTable tiles={tiles} label={label} onOpen={open} />
      ) : (
        <>
          <TreemapView tiles={tiles} groups={groups} label={label} onOpen={open} />
          <dl className="image-legend">
            {groups
              .filter((group) => group !== yours)
              .map((group) => (
                <div key={group.group}>
                  <dt>
                    <span className={`swatch tile--${group.group}`} aria-hidden="true" />
                    <span className="t-cut" title={group.label}>
                      {group.label}
                    </span>
                  </dt>
                  <dd className="t-num">{formatBytes(group.bytes)}</dd>
                </div>
              ))}
          </dl>
          {look.division === 'section' ? null : (
            <div className="image-yours">
              <span className="swatch tile--yours" aria-hidden="true" />
              <span className="t-name">Your code</span>
              <span className="t-num t-strong">{formatBytes(yours?.bytes ?? 0)}</span>
            </div>
          )}
          {map.zeroedBytes > 0 ? (
            <p className="image-zeroed t-small t-third">
              {`${formatBytes(map.zeroedBytes)} more are zeroed at start and not in the file.`}
            </p>
          ) : null}
          <Largest map={map} />
        </>
      )}
    </div>
  );
}

function shownTiles(map: ImageMap, look: ImageLook): readonly Tile[] {
  if (look.inside === null) return imageTiles(map, look.division);
  const objects = map.objects.filter((object) => object.name === look.inside);
  const bytes = objects.reduce((sum, object) => sum + object.bytes, 0);
  const part: ImageMap = {
    ...map,
    bytes,
    objects,
    sections: map.sections.filter((section) => section.zeroed),
  };
  return imageTiles(part, 'symbol');
}

function Delta({ map }: { map: ImageMap }) {
  if (map.previousBytes === null) return null;
  const change = map.bytes - map.previousBytes;
  const [icon, text] =
    change === 0
      ? [Equal, 'as large as the last image']
      : [change > 0 ? ArrowUp : ArrowDown, `${formatBytes(Math.abs(change))} since the last image`];
  return (
    <Badge icon={icon} className="image-map__delta">
      {change === 0 ? (
        text
      ) : (
        <>
          <span className="sr-only">{change > 0 ? 'grew by' : 'shrank by'} </span>
          {text}
        </>
      )}
    </Badge>
  );
}

function Divisions({ look }: { look: ImageLook }) {
  if (look.inside !== null) {
    return (
      <div className="image-map__by">
        <Button size={24} kind="quiet" icon={ArrowLeft} onClick={() => imageLookStore.setState({ inside: null })}>
          Whole image
        </Button>
        <span className="t-name t-cut" title={look.inside}>
          {look.inside}
        </span>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form
    <div className="image-map__by" role="group" aria-label="Divide the image">
      {(['library', 'section', 'symbol'] as const).map((division) => (
        <button
          key={division}
          type="button"
          className="division"
          aria-pressed={look.division === division}
          onClick={() => divideBy(division)}
        >
          {`By ${division}`}
        </button>
      ))}
    </div>
  );
}

function Largest({ map }: { map: ImageMap }) {
  const symbols = useMemo(() => largestSymbols(map).slice(0, 3), [map]);
  if (symbols.length === 0) return null;
  const showAll = () => {
    divideBy('symbol');
    imageLookStore.setState({ asTable: true });
  };
  return (
    <section className="image-largest" aria-label="Largest symbols">
      <div className="image-largest__head">
        <h3 className="t-small t-name t-second">Largest symbols</h3>
        <Button kind="link" onClick={showAll}>
          Show all
        </Button>
      </div>
      <ul>
        {symbols.map((symbol) => (
          <li key={`${symbol.library} ${symbol.name}`}>
            {symbol.at ? (
              <button
                type="button"
                className="size-open t-log t-cut"
                onClick={() => openFile(symbol.at!.file, { line: symbol.at!.line })}
              >
                {symbol.name}
              </button>
            ) : (
              <span className="t-log t-cut">{symbol.name}</span>
            )}
            <span className="t-small t-third t-cut">{symbol.library}</span>
            <span className="t-num">{formatBytes(symbol.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
