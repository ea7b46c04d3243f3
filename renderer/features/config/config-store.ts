/** What the window shows of the configuration: the selected place, open menus, the search, and where one has been. */
import { createStore } from 'zustand/vanilla';
import type { ConfigFilter } from '#core/contract/config.ts';
import { configActivityStore, selectedOptionStore } from '../../app/config/config-activity.ts';
import type { ConfigSession } from '../../app/config/config-session.ts';
import type { OptionTree } from '../../app/config/option-tree.ts';
import type { Hit } from './option-rows.ts';

export type Focusable = 'tree' | 'search' | 'details';
export type Filter = 'all' | 'changed' | 'notDefault' | 'blocked';

export interface ConfigView {
  /** Node of the tree; null: none yet. */
  readonly node: number | null;
  readonly expanded: ReadonlySet<number>;
  readonly query: string;
  readonly filter: Filter;
  readonly onlyVisible: boolean;
  /** What the host has found; null: nothing is searched. */
  readonly found: Found | null;
  /** Menus that were closed while searching. */
  readonly closed: ReadonlySet<number>;
  readonly past: readonly number[];
  readonly future: readonly number[];
  /** What shall have the focus, as soon as it is there. */
  readonly wantsFocus: Focusable | null;
}

export interface Found {
  readonly hits: ReadonlyMap<number, Hit | null>;
  /** Nodes, best first. */
  readonly ranked: readonly number[];
  readonly total: number;
  /** Hits beyond those here. */
  readonly more: number;
  readonly counts: { readonly [F in Filter]: number };
}

const initial: ConfigView = {
  node: null,
  expanded: new Set(),
  query: '',
  filter: 'all',
  onlyVisible: false,
  found: null,
  closed: new Set(),
  past: [],
  future: [],
  wantsFocus: null,
};

export const configViewStore = createStore<ConfigView>(() => initial);

const remembered = 50;

export function session(): ConfigSession | null {
  return configActivityStore.getState().session;
}

/** Called when another configuration is shown. */
export function resetView(): void {
  const { wantsFocus } = configViewStore.getState();
  configViewStore.setState({ ...initial, wantsFocus });
  nodesSeen = -1;
}

/** Everything of a small configuration is open from the start: all of it is seen at once. */
const SMALL = 80;
let nodesSeen = -1;

/** Called when the tree was fetched: another tree has other nodes, and the selected option is found again by its name. */
export function treeLoaded(tree: OptionTree): void {
  if (tree.nodeCount === nodesSeen) return;
  nodesSeen = tree.nodeCount;
  const rows = tree.subtree(0);
  const expanded = new Set(rows.length <= SMALL ? rows : []);
  configViewStore.setState({ expanded, closed: new Set(), node: null, found: null, past: [], future: [] });
  const { option } = selectedOptionStore.getState();
  if (option !== null && !jumpTo(option)) selectedOptionStore.setState({ option: null });
}

/** Selects a place. `jump`: it can be gone back from, and the menus above it are opened. */
export function select(node: number, { jump = false }: { jump?: boolean } = {}): void {
  const tree = session()?.config?.tree;
  if (!tree) return;
  const { node: before, past, expanded, closed, found } = configViewStore.getState();
  configViewStore.setState({ node });
  const option = tree.option(node);
  selectedOptionStore.setState({ option: option < 0 ? null : tree.idOf(option) });
  if (!jump) return;
  const open = new Set(expanded);
  const shut = new Set(closed);
  for (let at = tree.parent(node); at > 0; at = tree.parent(at)) {
    open.add(at);
    shut.delete(at);
  }
  configViewStore.setState({
    expanded: open,
    closed: shut,
    ...(before !== null && before !== node ? { past: [...past, before].slice(-remembered), future: [] } : {}),
    // A place that the search has not found can't be shown in what it has.
    ...(found && !found.hits.has(node) ? { query: '', filter: 'all', found: null, onlyVisible: false } : {}),
  });
}

/** @returns false where the option has no place in the menu. */
export function jumpTo(id: string): boolean {
  const tree = session()?.config?.tree;
  const option = tree?.optionOf(id);
  const node = option === undefined ? -1 : (tree?.nodeOf(option) ?? -1);
  if (node < 0) return false;
  select(node, { jump: true });
  return true;
}

function travel(from: 'past' | 'future', to: 'past' | 'future'): void {
  const view = configViewStore.getState();
  const node = view[from].at(-1);
  if (node === undefined) return;
  const rest = view[from].slice(0, -1);
  const other = view.node === null ? view[to] : [...view[to], view.node];
  select(node, { jump: true });
  configViewStore.setState({ [from]: rest, [to]: other } as Partial<ConfigView>);
}

export const goBack = () => travel('past', 'future');
export const goForward = () => travel('future', 'past');

export function setExpanded(node: number, open: boolean): void {
  configViewStore.setState(({ expanded, closed, found }) => {
    const change = (set: ReadonlySet<number>, has: boolean) => {
      const next = new Set(set);
      if (has) next.add(node);
      else next.delete(node);
      return next;
    };
    return found ? { closed: change(closed, !open) } : { expanded: change(expanded, open) };
  });
}

export function expandAll(): void {
  const tree = session()?.config?.tree;
  if (!tree) return;
  const { found } = configViewStore.getState();
  if (found) configViewStore.setState({ closed: new Set() });
  else configViewStore.setState({ expanded: new Set(tree.subtree(0)) });
}

export function collapseAll(): void {
  const { found } = configViewStore.getState();
  if (found) {
    const tree = session()?.config?.tree;
    configViewStore.setState({ closed: new Set(tree?.children(0) ?? []) });
  } else configViewStore.setState({ expanded: new Set() });
}

export function focus(what: Focusable): void {
  configViewStore.setState({ wantsFocus: what });
}

export function wireFilter({ filter, onlyVisible }: Pick<ConfigView, 'filter' | 'onlyVisible'>): ConfigFilter {
  return {
    changed: filter === 'changed',
    notDefault: filter === 'notDefault',
    blocked: filter === 'blocked',
    visible: onlyVisible,
  };
}
