/** One row of a tree: drawn again only when its own row, place, selection or live facts change. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type HTMLAttributes, type MouseEvent, memo, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { TreeRow } from './tree-rows.ts';

/** What of a row may change without the rows being made again; read by a hook, so that only this row is drawn again. */
export interface LiveRow {
  readonly checked?: boolean | 'mixed' | undefined;
  readonly description?: string | undefined;
  readonly className?: string | false | undefined;
}

export interface TreeItemProps<T> {
  readonly id: string;
  readonly row: TreeRow<T>;
  readonly selected: boolean;
  /** Pixels from the top of the tree. */
  readonly start: number;
  readonly height: number;
  /** The same functions for the whole life of the tree. */
  readonly actions: TreeItemActions<T>;
}

export interface TreeItemActions<T> {
  render(row: TreeRow<T>, state: { selected: boolean }): ReactNode;
  rowProps(row: TreeRow<T>): HTMLAttributes<HTMLDivElement> | undefined;
  useLive(row: TreeRow<T>): LiveRow;
  press(row: TreeRow<T>, event: MouseEvent): void;
  pressTwice(row: TreeRow<T>, event: MouseEvent): void;
}

export const noLiveRow: LiveRow = {};

function Item<T>({ id, row, selected, start, height, actions }: TreeItemProps<T>) {
  const live = actions.useLive(row);
  const more = actions.rowProps(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: focus is the tree's, by aria-activedescendant
    <div
      {...more}
      id={id}
      data-id={row.id}
      role="treeitem"
      aria-label={row.label}
      aria-description={live.description ?? row.description}
      aria-level={row.level + 1}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={row.expanded}
      aria-checked={live.checked ?? row.checked}
      aria-selected={selected}
      className={classNames('tree__row', more?.className, live.className)}
      style={{ height, paddingLeft: 8 + row.level * 16, transform: `translateY(${start}px)` }}
      onClick={(event) => actions.press(row, event)}
      onDoubleClick={(event) => actions.pressTwice(row, event)}
    >
      <span className="tree__twisty">
        {row.expanded === undefined ? null : <Icon of={row.expanded ? ChevronDown : ChevronRight} />}
      </span>
      {actions.render(row, { selected })}
    </div>
  );
}

/** For trees that say so; the others may draw a row from anything that the caller has at hand. */
export const MemoTreeItem = memo(Item) as typeof Item;
export const TreeItem = Item;
