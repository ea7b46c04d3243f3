/** The same tiles as a table, for those who would rather read numbers. */
import { formatBytes } from '../../ui/format-bytes.ts';
import type { Tile } from './image-tiles.ts';

/** Rows beyond these are put together in the last one, so that the sum stays whole. */
const MOST_ROWS = 500;

export function SizeTable({
  tiles,
  label,
  onOpen,
}: {
  tiles: readonly Tile[];
  label: string;
  onOpen(tile: Tile): void;
}) {
  const total = tiles.reduce((sum, tile) => sum + tile.bytes, 0);
  const shown = tiles.slice(0, MOST_ROWS);
  const rest = tiles.slice(MOST_ROWS);
  const restBytes = rest.reduce((sum, tile) => sum + tile.bytes, 0);
  const share = (bytes: number) => (total === 0 ? '' : `${((100 * bytes) / total).toFixed(1)} %`);
  return (
    <div className="size-table">
      <table aria-label={label}>
        <colgroup>
          <col />
          <col className="size-column" />
          <col className="share-column" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Size</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((tile) => (
            <tr key={tile.key}>
              <td>
                <span className="size-name">
                  <span className={`swatch tile--${tile.group}`} aria-hidden="true" />
                  {tile.at || tile.key.startsWith('o') ? (
                    <button type="button" className="size-open t-cut" onClick={() => onOpen(tile)}>
                      {tile.name}
                    </button>
                  ) : (
                    <span className="t-cut">{tile.name}</span>
                  )}
                  {tile.detail ? <span className="t-third t-cut">{tile.detail}</span> : null}
                </span>
              </td>
              <td>{formatBytes(tile.bytes)}</td>
              <td className="t-third">{share(tile.bytes)}</td>
            </tr>
          ))}
          {rest.length > 0 ? (
            <tr>
              <td className="t-second">{`${rest.length} smaller ones`}</td>
              <td>{formatBytes(restBytes)}</td>
              <td className="t-third">{share(restBytes)}</td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td>{formatBytes(total)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
