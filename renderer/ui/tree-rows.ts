/** The visible rows of a tree, flat and in order: what the tree component draws and its keys walk. */

export interface TreeRow<T = unknown> {
  readonly id: string;
  /** Accessible name; type-ahead looks at its start. */
  readonly label: string;
  /** 0 for the outermost rows. */
  readonly level: number;
  /** undefined: a leaf. */
  readonly expanded?: boolean | undefined;
  readonly parent: string | null;
  readonly setSize: number;
  /** From 1. */
  readonly position: number;
  /** Facts for screen readers: "1 error", "4 KB". */
  readonly description?: string | undefined;
  readonly checked?: boolean | 'mixed' | undefined;
  readonly data: T;
}

export interface TreeShape<T> {
  id(node: T): string;
  label(node: T): string;
  /** undefined: a leaf. An empty list: an open or closed folder without anything in it. */
  children(node: T): readonly T[] | undefined;
  expanded(node: T): boolean;
  description?(node: T): string | undefined;
  checked?(node: T): boolean | 'mixed' | undefined;
}

/** @returns rows of `roots` and of every expanded node below them, in the order they are drawn. */
export function treeRows<T>(roots: readonly T[], shape: TreeShape<T>): TreeRow<T>[] {
  const rows: TreeRow<T>[] = [];
  const walk = (nodes: readonly T[], level: number, parent: string | null) => {
    nodes.forEach((node, index) => {
      const children = shape.children(node);
      const expanded = children === undefined ? undefined : shape.expanded(node);
      const id = shape.id(node);
      rows.push({
        id,
        label: shape.label(node),
        level,
        expanded,
        parent,
        setSize: nodes.length,
        position: index + 1,
        description: shape.description?.(node),
        checked: shape.checked?.(node),
        data: node,
      });
      if (children && expanded) walk(children, level + 1, id);
    });
  };
  walk(roots, 0, null);
  return rows;
}
