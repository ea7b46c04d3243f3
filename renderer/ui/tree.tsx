/**
 * A virtualised tree (50,000 rows are fine): ARIA tree with one tab stop, the active row by aria-activedescendant.
 * The caller owns rows, selection and expansion; `treeRows` makes the rows from nested data.
 */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import {
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { MenuAt, type MenuItem, type PointMenu } from './menu.tsx';
import { TypeAhead, treeIntent } from './tree-keys.ts';
import type { TreeRow } from './tree-rows.ts';
import './tree.css';

export interface TreeHandle {
  focus(): void;
  reveal(id: string): void;
}

export interface TreeProps<T> {
  label: string;
  rows: readonly TreeRow<T>[];
  selected: string | null;
  onSelect(id: string): void;
  onToggle(id: string, expanded: boolean): void;
  /** Enter or double click. A single click selects, and opens or closes a folder. */
  onActivate?(id: string): void;
  onClick?(id: string): void;
  onCheck?(id: string): void;
  onRename?(id: string): void;
  onDelete?(id: string): void;
  /** Items for the menu of a row, or of the empty space (null). */
  menu?(id: string | null): readonly MenuItem[];
  /** What stands after the twisty: icon, name, facts. The row itself is laid out by the tree. */
  render(row: TreeRow<T>, state: { selected: boolean }): ReactNode;
  /** Further attributes of a row: drag and drop. */
  rowProps?(row: TreeRow<T>): HTMLAttributes<HTMLDivElement>;
  /** Pixels; must agree with the token of the density (24 or 22). */
  rowHeight?: number;
  /** Keys that the tree does not know. */
  onKeyDown?(event: KeyboardEvent<HTMLDivElement>): void;
  className?: string;
  ref?: Ref<TreeHandle>;
}

export function Tree<T>(props: TreeProps<T>) {
  const { label, rows, selected, onSelect, onToggle, render, rowProps, className } = props;
  const rowHeight = props.rowHeight ?? (document.documentElement.dataset.density === 'compact' ? 22 : 24);
  const box = useRef<HTMLDivElement>(null);
  const base = useId();
  const typed = useMemo(() => new TypeAhead(), []);
  const [menuAt, setMenuAt] = useState<PointMenu | null>(null);
  const activeIndex = useMemo(() => rows.findIndex((row) => row.id === selected), [rows, selected]);
  const shown = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // aria-activedescendant must name an element that is there, however far the tree is scrolled.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return activeIndex < 0 || indexes.includes(activeIndex)
        ? indexes
        : [...indexes, activeIndex].sort((a, b) => a - b);
    },
  });

  useEffect(() => {
    if (activeIndex >= 0) shown.scrollToIndex(activeIndex, { align: 'auto' });
  }, [activeIndex, shown]);

  useImperativeHandle(props.ref, () => ({
    focus: () => box.current?.focus(),
    reveal: (id) => {
      const index = rows.findIndex((row) => row.id === id);
      if (index >= 0) shown.scrollToIndex(index, { align: 'center' });
    },
  }));

  const openMenu = (id: string | null, x: number, y: number) => {
    const items = props.menu?.(id) ?? [];
    if (items.length > 0) setMenuAt({ x, y, items });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // An input inside a row (rename) has its keys to itself.
    if (event.target !== event.currentTarget) return;
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const intent = treeIntent(rows, selected, { key: event.key, shiftKey: event.shiftKey, modified }, page);
    if (intent) {
      switch (intent.kind) {
        case 'move':
          onSelect(intent.id);
          break;
        case 'expand':
          onToggle(intent.id, true);
          break;
        case 'collapse':
          onToggle(intent.id, false);
          break;
        case 'expand-all':
          for (const id of intent.ids) onToggle(id, true);
          break;
        case 'activate': {
          const row = rows.find(({ id }) => id === intent.id);
          if (selected === null) onSelect(intent.id);
          else if (row?.expanded !== undefined) onToggle(intent.id, !row.expanded);
          else props.onActivate?.(intent.id);
          break;
        }
        case 'check':
          props.onCheck?.(intent.id);
          break;
        case 'rename':
          props.onRename?.(intent.id);
          break;
        case 'delete':
          props.onDelete?.(intent.id);
          break;
        case 'menu': {
          const place = document.getElementById(`${base}-${activeIndex}`)?.getBoundingClientRect();
          if (place) openMenu(intent.id, place.left + 24, place.bottom);
          break;
        }
      }
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key.length === 1 && event.key !== ' ' && !modified) {
      const id = typed.type(rows, selected, event.key, event.timeStamp);
      if (id !== null) onSelect(id);
      return;
    }
    props.onKeyDown?.(event);
  };

  return (
    <>
      <div
        ref={box}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={activeIndex >= 0 ? `${base}-${activeIndex}` : undefined}
        className={classNames('tree', className)}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          const id = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')?.dataset.id ?? null;
          if (id !== null) onSelect(id);
          openMenu(id, event.clientX, event.clientY);
        }}
      >
        <div role="presentation" style={{ height: shown.getTotalSize(), position: 'relative' }}>
          {shown.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const isSelected = row.id === selected;
            const more = rowProps?.(row);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: focus is the tree's, by aria-activedescendant
              <div
                {...more}
                key={row.id}
                id={`${base}-${item.index}`}
                data-id={row.id}
                role="treeitem"
                aria-label={row.label}
                aria-description={row.description}
                aria-level={row.level + 1}
                aria-setsize={row.setSize}
                aria-posinset={row.position}
                aria-expanded={row.expanded}
                aria-checked={row.checked}
                aria-selected={isSelected}
                className={classNames('tree__row', more?.className)}
                style={{
                  height: rowHeight,
                  paddingLeft: 8 + row.level * 16,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={(event) => {
                  onSelect(row.id);
                  if ((event.target as HTMLElement).closest('button, input, a')) return;
                  if (row.expanded !== undefined) onToggle(row.id, !row.expanded);
                  props.onClick?.(row.id);
                }}
                onDoubleClick={(event) => {
                  if (row.expanded === undefined && !(event.target as HTMLElement).closest('button, input, a'))
                    props.onActivate?.(row.id);
                }}
              >
                <span className="tree__twisty">
                  {row.expanded === undefined ? null : <Icon of={row.expanded ? ChevronDown : ChevronRight} />}
                </span>
                {render(row, { selected: isSelected })}
              </div>
            );
          })}
        </div>
      </div>
      <MenuAt
        at={menuAt}
        label={label}
        onClose={() => {
          setMenuAt(null);
          box.current?.focus();
        }}
      />
    </>
  );
}
