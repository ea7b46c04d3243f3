/** The log of a build: virtualised, follows its end until scrolled away, finds, copies, opens the places that tools name. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { openFile, workspaceStore } from '../../app/workspace.ts';
import { FindBar, findPattern } from '../../ui/find-bar.tsx';
import { buildLogStore } from './build-log-store.ts';
import { findInLog, MOST_MATCHES } from './find-in-log.ts';
import { type Location, projectPath } from './locations.ts';
import type { FoundRange } from './log-pieces.ts';
import { LogLineRow } from './log-row.tsx';
import { type LogRow, rowOfLine } from './log-rows.ts';
import { logText } from './log-text.ts';
import { logViewStore, openFind, openNotes, toggleMessagesOnly } from './log-view-store.ts';
import './build-log.css';

const ROW = 18;

export function BuildLogView() {
  const { lines, rows: source, version, cwd } = useStore(buildLogStore);
  const { choice, find, findFocus, reveal } = useStore(logViewStore);
  const root = useStore(workspaceStore, (state) => state.project?.root ?? '');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place, `version` says when
  const rows = useMemo(() => source.read(choice), [source, choice, version]);
  const box = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [whole, setWhole] = useState(false);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 24,
  });

  const found = useFound(find, rows, version);
  const [at, setAt] = useState(0);
  const now = found.matches.length === 0 ? -1 : Math.min(at, found.matches.length - 1);
  const step = (by: 1 | -1) => {
    if (found.matches.length === 0) return;
    const next = (now + by + found.matches.length) % found.matches.length;
    following.current = false;
    setAt(next);
    virtual.scrollToIndex(found.matches[next]!.row, { align: 'center' });
  };
  const byLine = useMemo(() => {
    const ranges = new Map<number, FoundRange[]>();
    found.matches.forEach((match, i) => {
      const range = { start: match.start, end: match.end, now: i === now };
      const before = ranges.get(match.line);
      if (before) before.push(range);
      else ranges.set(match.line, [range]);
    });
    return ranges;
  }, [found.matches, now]);

  useEffect(() => {
    if (following.current && rows.length > 0) virtual.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [rows, virtual]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each request, not again when lines come
  useEffect(() => {
    if (!reveal) return;
    following.current = false;
    virtual.scrollToIndex(Math.max(0, rowOfLine(rows, reveal.line)), { align: 'center' });
  }, [reveal, virtual]);

  const openable = useCallback((place: Location) => projectPath(place.file, cwd, root) !== null, [cwd, root]);
  const onOpen = useCallback(
    (place: Location) => {
      const path = projectPath(place.file, cwd, root);
      if (path !== null) openFile(path, { line: place.line, column: place.column });
    },
    [cwd, root],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    if (mod && !event.shiftKey && event.key === 'f') openFind();
    else if (mod && event.key === 'a') setWhole(true);
    else if (event.key === 'Escape' && whole) setWhole(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Only a part of the lines is in the page: "select all" has to copy the others too.
  const onCopy = (event: ClipboardEvent) => {
    if (!whole) return;
    event.clipboardData.setData('text/plain', logText(lines));
    event.preventDefault();
  };

  return (
    <div className="build-log">
      {find ? (
        <FindBar
          label="Find in build log"
          query={find}
          focusRequest={findFocus}
          problem={found.problem}
          found={{ index: now, count: found.matches.length, capped: found.matches.length === MOST_MATCHES }}
          onChange={(query) => {
            logViewStore.setState({ find: query });
            setAt(0);
          }}
          onNext={() => step(1)}
          onPrevious={() => step(-1)}
          onClose={() => {
            logViewStore.setState({ find: null });
            box.current?.focus();
          }}
        />
      ) : null}
      <div
        ref={box}
        role="log"
        aria-label="Build log"
        aria-live="off"
        data-autofocus=""
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the keyboard
        tabIndex={0}
        className={`log focus-inside selectable${whole ? ' log--whole' : ''}`}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onPointerDown={() => setWhole(false)}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          following.current = scrollHeight - scrollTop - clientHeight < ROW;
        }}
      >
        {rows.length === 0 && lines.count > 0 ? (
          <p className="log__none">
            The build printed no error and no warning.
            <button type="button" className="log__show" onClick={toggleMessagesOnly}>
              Show all lines
            </button>
          </p>
        ) : null}
        <div className="log__rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div key={item.key} className="log__row" style={{ transform: `translateY(${item.start}px)` }}>
                {row.kind === 'notes' ? (
                  <NotesRow row={row} />
                ) : (
                  <LogLineRow
                    raw={lines.at(row.number) ?? ''}
                    found={byLine.get(row.number)}
                    revealed={reveal?.line === row.number}
                    openable={openable}
                    onOpen={onOpen}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function NotesRow({ row }: { row: LogRow & { kind: 'notes' } }) {
  return (
    <div className="log__line log__line--notes">
      {`${row.count} linker ${row.count === 1 ? 'note' : 'notes'}, known to be harmless`}
      <button
        type="button"
        className="log__show"
        aria-expanded={row.open}
        onClick={() => openNotes(row.first, !row.open)}
      >
        {row.open ? 'Hide' : 'Show'}
      </button>
    </div>
  );
}

function useFound(find: Parameters<typeof findPattern>[0] | null, rows: readonly LogRow[], version: number) {
  const { lines } = useStore(buildLogStore);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place, `version` says when
  return useMemo(() => {
    if (!find || find.text === '') return { matches: [], problem: null };
    const pattern = findPattern(find);
    if (typeof pattern === 'string') return { matches: [], problem: pattern };
    return { matches: findInLog(lines, rows, pattern), problem: null };
  }, [find, lines, rows, version]);
}
