/**
 * A virtualised tree (50,000 rows are fine): ARIA tree with one tab stop, the active row by aria-activedescendant.
 * The caller owns rows, selection and expansion; `treeRows` makes the rows from nested data.
 */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
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
import { MenuAt, type MenuItem, type PointMenu } from './menu.tsx';
import { RowSlots } from './row-slots.ts';
import { type LiveRow, MemoTreeItem, noLiveRow, TreeItem, type TreeItemActions } from './tree-item.tsx';
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
  /** Space, or a press on what `render` has marked with `data-check`. */
  onCheck?(id: string): void;
  onRename?(id: string): void;
  onDelete?(id: string): void;
  /** Items for the menu of a row, or of the empty space (null). */
  menu?(id: string | null): readonly MenuItem[];
  /** What stands after the twisty: icon, name, facts. The row itself is laid out by the tree. */
  render(row: TreeRow<T>, state: { selected: boolean }): ReactNode;
  /** Further attributes of a row: drag and drop. */
  rowProps?(row: TreeRow<T>): HTMLAttributes<HTMLDivElement>;
  /** The same for the life of the tree. Given: rows are drawn again only when they themselves change, or what this hook tells of them. */
  useLive?(row: TreeRow<T>): LiveRow;
  /** False: only the twisty opens and closes this row, a press elsewhere selects it. */
  opensOnPress?(row: TreeRow<T>): boolean;
  /** Pixels; must agree with the token of the density (24 or 22). */
  rowHeight?: number;
  /** Asked before the tree itself; `typing`: the letter belongs to a name that is being typed. True: it was used. */
  takesKey?(event: KeyboardEvent<HTMLDivElement>, typing: boolean): boolean;
  /** Keys that the tree does not know. */
  onKeyDown?(event: KeyboardEvent<HTMLDivElement>): void;
  className?: string;
  ref?: Ref<TreeHandle>;
}

export function Tree<T>(props: TreeProps<T>) {
  const { label, rows, selected, onSelect, onToggle, className } = props;
  const rowHeight = props.rowHeight ?? (document.documentElement.dataset.density === 'compact' ? 22 : 24);
  const box = useRef<HTMLDivElement>(null);
  const base = useId();
  const typed = useMemo(() => new TypeAhead(), []);
  const slots = useMemo(() => new RowSlots(), []);
  const [menuAt, setMenuAt] = useState<PointMenu | null>(null);
  const activeIndex = useMemo(() => rows.findIndex((row) => row.id === selected), [rows, selected]);
  const shown = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
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
    if (props.takesKey?.(event, typed.isTyping(event.timeStamp))) {
      typed.end();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const intent = treeIntent(rows, selected, { key: event.key, shiftKey: event.shiftKey, modified }, page);
    if (intent) {
      typed.end();
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

  // Rows that are kept as drawn call the functions of the latest drawing of the tree.
  const latest = useRef(props);
  latest.current = props;
  const [useLive] = useState(() => props.useLive ?? (() => noLiveRow));
  const actions = useMemo<TreeItemActions<T>>(
    () => ({
      render: (row, state) => latest.current.render(row, state),
      rowProps: (row) => latest.current.rowProps?.(row),
      useLive,
      press: (row, event) => press(latest.current, row, event),
      pressTwice: (row, event) => {
        const { onActivate } = latest.current;
        if (row.expanded === undefined && !isControl(event) && !isMark(event)) onActivate?.(row.id);
      },
    }),
    [useLive],
  );
  const Item = props.useLive ? MemoTreeItem : TreeItem;
  const drawn = shown.getVirtualItems().filter(({ index }) => index < rows.length);
  const keys = slots.of(drawn.map(({ index }) => rows[index]!.id));

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
          {drawn.map(({ index, start }, at) => (
            <Item
              key={keys[at]}
              id={`${base}-${index}`}
              row={rows[index]!}
              selected={rows[index]!.id === selected}
              start={start}
              height={rowHeight}
              actions={actions}
            />
          ))}
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

const isControl = (event: MouseEvent) => (event.target as HTMLElement).closest('button, input, a') !== null;
const isMark = (event: MouseEvent) => (event.target as HTMLElement).closest('[data-check]') !== null;

function press<T>(props: TreeProps<T>, row: TreeRow<T>, event: MouseEvent): void {
  props.onSelect(row.id);
  if (isControl(event)) return;
  if (isMark(event)) {
    props.onCheck?.(row.id);
    return;
  }
  const onTwisty = (event.target as HTMLElement).closest('.tree__twisty') !== null;
  const opens = onTwisty || (props.opensOnPress?.(row) ?? true);
  if (row.expanded !== undefined && opens) props.onToggle(row.id, !row.expanded);
  props.onClick?.(row.id);
}
