/** The matches by file: a virtualised tree of two levels, walked by the arrow keys. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SearchHit } from '#core/contract/files.ts';
import { openEditor } from '../../app/editors.ts';
import { fileIcon } from '../../app/file-icon.ts';
import { CountBadge } from '../../ui/badge.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Tree } from '../../ui/tree.tsx';
import type { TreeRow } from '../../ui/tree-rows.ts';
import { type SearchRow, searchRows, shortened } from './search-rows.ts';
import { searchStore, toggleFile } from './search-store.ts';
import './search-results.css';

export function SearchResults({ hits }: { hits: readonly SearchHit[] }) {
  const closed = useStore(searchStore, (state) => state.closed);
  const selected = useStore(searchStore, (state) => state.selectedRow);
  const rows = useMemo(() => treeRows(searchRows(hits, closed)), [hits, closed]);
  const show = (id: string, focus: boolean) => {
    const row = rows.find((other) => other.id === id)?.data;
    if (row?.kind === 'hit') open(row.hit, focus);
  };
  return (
    <Tree
      label="Search results"
      className="search-results"
      rows={rows}
      selected={selected}
      onSelect={(id) => searchStore.setState({ selectedRow: id })}
      onToggle={(id) => toggleFile(id)}
      onClick={(id) => show(id, false)}
      onActivate={(id) => show(id, true)}
      rowHeight={24}
      render={(row) => <Row row={row.data} />}
    />
  );
}

function treeRows(rows: readonly SearchRow[]): TreeRow<SearchRow>[] {
  const files = rows.filter((row) => row.kind === 'file').length;
  let file: { path: string; count: number } = { path: '', count: 0 };
  let fileNumber = 0;
  let hitNumber = 0;
  return rows.map((row) => {
    if (row.kind === 'file') {
      file = row;
      hitNumber = 0;
      return {
        id: row.path,
        label: row.path,
        description: `${row.count} ${row.count === 1 ? 'result' : 'results'}`,
        level: 0,
        expanded: !row.closed,
        parent: null,
        setSize: files,
        position: ++fileNumber,
        data: row,
      };
    }
    return {
      id: `${row.index}:`,
      label: row.hit.preview.trim(),
      description: `line ${row.hit.line}`,
      level: 1,
      parent: file.path,
      setSize: file.count,
      position: ++hitNumber,
      data: row,
    };
  });
}

function Row({ row }: { row: SearchRow }) {
  if (row.kind === 'file') {
    const cut = row.path.lastIndexOf('/') + 1;
    return (
      <>
        <Icon of={fileIcon(row.path)} />
        <span className="t-cut">{row.path.slice(cut)}</span>
        <span className="tree__name search-results__folder">{row.path.slice(0, Math.max(0, cut - 1))}</span>
        <CountBadge count={row.count} silent />
      </>
    );
  }
  const { before, match, after } = shortened(row.hit);
  return (
    <>
      <span className="tree__name search-results__line" title={row.hit.preview.trim().slice(0, 400)}>
        {before}
        <mark>{match}</mark>
        {after}
      </span>
      <Fact text={row.hit.line} />
    </>
  );
}

function open(hit: SearchHit, focus: boolean): void {
  const title = hit.path.slice(hit.path.lastIndexOf('/') + 1);
  const data = { line: hit.line, column: hit.column, length: hit.end - hit.start };
  openEditor(
    { kind: 'file', id: hit.path, title, detail: hit.path, data },
    focus ? {} : { preview: true, focus: false },
  );
}
