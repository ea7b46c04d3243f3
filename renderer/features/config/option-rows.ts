/** The rows of the option tree: what is open, or what a search has found with the menus around it. */
import type { ConfigHits } from '#core/contract/config.ts';
import type { OptionTree } from '../../app/config/option-tree.ts';
import type { TreeRow } from '../../ui/tree-rows.ts';

export type Hit = ConfigHits['hits'][number];
type Ranges = readonly (readonly [number, number])[];

export interface OptionRow {
  readonly node: number;
  /** -1 for menus and comments. */
  readonly option: number;
  /** Option of the choice that it is a value of; -1 for none. */
  readonly choice: number;
  /** Matched text in the prompt. */
  readonly marks: Ranges;
  /** Where the words were found, if not in the prompt. */
  readonly foundIn: 'name' | 'help' | null;
}

export interface RowWishes {
  /** Open menus; while something is searched, `closed` counts instead. */
  readonly expanded: ReadonlySet<number>;
  readonly closed: ReadonlySet<number>;
  /** null: everything. A place without a hit of its own is one that a filter leaves. */
  readonly hits: ReadonlyMap<number, Hit | null> | null;
  /** Leaves rows out without looking at what is below them. */
  shows?(node: number): boolean;
}

export interface OptionRows {
  readonly rows: readonly TreeRow<OptionRow>[];
  /** Hits that closed menus keep from being seen. */
  readonly inClosed: number;
}

const nothing: Ranges = [];

export function optionRows(tree: OptionTree, wishes: RowWishes): OptionRows {
  const { expanded, closed, hits, shows } = wishes;
  const kept = hits ? withMenus(tree, hits) : null;
  const rows: TreeRow<OptionRow>[] = [];
  let inClosed = 0;
  const below = (node: number) => {
    const children = tree.children(node);
    if (kept) return children.filter((child) => kept.has(child));
    return shows ? children.filter((child) => shows(child)) : children;
  };
  const hitsBelow = (node: number): number =>
    below(node).reduce((sum, child) => sum + (hits?.has(child) ? 1 : 0) + hitsBelow(child), 0);
  const walk = (nodes: readonly number[], level: number, parent: string | null) => {
    nodes.forEach((node, index) => {
      const children = below(node);
      const isOpen = children.length === 0 ? undefined : kept ? !closed.has(node) : expanded.has(node);
      const id = String(node);
      rows.push({
        id,
        label: tree.prompt(node),
        level,
        expanded: isOpen ?? (tree.kind(node) === 'menu' && !kept ? expanded.has(node) : undefined),
        parent,
        setSize: nodes.length,
        position: index + 1,
        data: rowOf(tree, node, hits?.get(node)),
      });
      if (isOpen) walk(children, level + 1, id);
      else if (kept && isOpen === false) inClosed += hitsBelow(node);
    });
  };
  walk(below(0), 0, null);
  return { rows, inClosed };
}

function rowOf(tree: OptionTree, node: number, hit: Hit | null | undefined): OptionRow {
  const foundIn = !hit || hit.promptRanges.length > 0 ? null : hit.nameRanges.length > 0 ? 'name' : 'help';
  return {
    node,
    option: tree.option(node),
    choice: tree.choiceOf(node),
    marks: hit?.promptRanges ?? nothing,
    foundIn,
  };
}

function withMenus(tree: OptionTree, hits: ReadonlyMap<number, Hit | null>): ReadonlySet<number> {
  const kept = new Set<number>();
  for (const node of hits.keys()) for (let at = node; at > 0 && !kept.has(at); at = tree.parent(at)) kept.add(at);
  return kept;
}
