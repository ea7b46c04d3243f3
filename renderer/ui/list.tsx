/** A virtualised single-choice list (role listbox): arrows, Home, End, Page keys, Enter; rows of one height. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { classNames } from './class-names.ts';
import './list.css';

export interface ListProps<T> {
  label: string;
  items: readonly T[];
  keyOf(item: T): string;
  /** Accessible name of a row; what else the row shows is drawn by `Fact` and said by `factsOf`. */
  nameOf(item: T): string;
  factsOf?(item: T): string | undefined;
  rowHeight: number;
  render(item: T, state: { selected: boolean }): ReactNode;
  selected: string | null;
  onSelect(key: string): void;
  onActivate?(key: string): void;
  className?: string;
}

export function List<T>(props: ListProps<T>) {
  const { label, items, keyOf, nameOf, rowHeight, render, selected, onSelect, onActivate, className } = props;
  const box = useRef<HTMLDivElement>(null);
  const base = useId();
  const index = items.findIndex((item) => keyOf(item) === selected);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
  }, [index, rows]);
  const go = (to: number) => {
    const item = items[Math.min(items.length - 1, Math.max(0, to))];
    if (item !== undefined) onSelect(keyOf(item));
  };
  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={index >= 0 ? `${base}-${index}` : undefined}
      className={classNames('list', 'focus-inside', className)}
      onKeyDown={(event) => {
        const to: Record<string, number> = {
          ArrowDown: index + 1,
          ArrowUp: index - 1,
          Home: 0,
          End: items.length - 1,
          PageDown: index + page,
          PageUp: index - page,
        };
        if (event.key === 'Enter' && selected !== null) onActivate?.(selected);
        else if (event.key in to) go(to[event.key]!);
        else return;
        event.preventDefault();
      }}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const key = keyOf(item);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and handles the keys
            // biome-ignore lint/a11y/useFocusableInteractive: focus is the list's, by aria-activedescendant
            <div
              key={key}
              id={`${base}-${row.index}`}
              role="option"
              aria-label={nameOf(item)}
              aria-description={props.factsOf?.(item)}
              aria-selected={key === selected}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              className="list__row"
              style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
              onClick={() => onSelect(key)}
              onDoubleClick={() => onActivate?.(key)}
            >
              {render(item, { selected: key === selected })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
