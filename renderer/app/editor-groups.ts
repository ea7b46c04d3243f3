/** The model of editor groups, tabs and splits: plain values and pure functions from one state to the next. */

/** What a tab shows. `kind` and `id` together name it; `data` must survive JSON. */
export interface EditorInput {
  readonly kind: string;
  /** Of its kind: a file's path, a session's id. */
  readonly id: string;
  readonly title: string;
  /** The whole path, for the tooltip. */
  readonly detail?: string;
  readonly data?: unknown;
}

export interface Tab {
  readonly input: EditorInput;
  readonly preview: boolean;
}

export interface Group {
  readonly type: 'group';
  readonly id: string;
  readonly tabs: readonly Tab[];
  /** Key of the shown tab. */
  readonly active: string | null;
  /** Keys, last shown first: who comes back when the shown one is closed. */
  readonly recent: readonly string[];
}
export interface Split {
  readonly type: 'split';
  readonly id: string;
  readonly direction: 'row' | 'column';
  readonly children: readonly Node[];
  /** Percent of each child, once a person has changed them; only of any worth while their number is the children's. */
  readonly sizes?: readonly number[];
}
export type Node = Group | Split;

export interface EditorLayout {
  readonly root: Node;
  readonly focused: string;
  readonly nextId: number;
}

export const keyOf = (input: Pick<EditorInput, 'kind' | 'id'>): string => `${input.kind}:${input.id}`;

export function emptyLayout(): EditorLayout {
  return { root: { type: 'group', id: 'g1', tabs: [], active: null, recent: [] }, focused: 'g1', nextId: 2 };
}

export function groupsOf(node: Node): readonly Group[] {
  return node.type === 'group' ? [node] : node.children.flatMap(groupsOf);
}

export function groupOf(layout: EditorLayout, id: string): Group | undefined {
  return groupsOf(layout.root).find((group) => group.id === id);
}

export function focusedGroup(layout: EditorLayout): Group {
  return groupOf(layout, layout.focused) ?? groupsOf(layout.root)[0]!;
}

export function activeInput(layout: EditorLayout): EditorInput | null {
  const group = focusedGroup(layout);
  return group.tabs.find((tab) => keyOf(tab.input) === group.active)?.input ?? null;
}

function replace(node: Node, id: string, change: (group: Group) => Node | null): Node | null {
  if (node.type === 'group') return node.id === id ? change(node) : node;
  const children = node.children.flatMap((child) => {
    const next = replace(child, id, change);
    if (next === null) return [];
    // A split inside a split of the same direction is one split.
    return next.type === 'split' && next.direction === node.direction ? next.children : [next];
  });
  if (children.length === 0) return null;
  if (children.length === 1) return children[0]!;
  const { sizes, ...rest } = node;
  return sizes && sizes.length === children.length ? { ...rest, children, sizes } : { ...rest, children };
}

function update(layout: EditorLayout, id: string, change: (group: Group) => Group): EditorLayout {
  return { ...layout, root: replace(layout.root, id, change) ?? layout.root };
}

function show(group: Group, key: string): Group {
  return { ...group, active: key, recent: [key, ...group.recent.filter((other) => other !== key)] };
}

export interface OpenOptions {
  readonly group?: string;
  /** Takes the place of the group's preview tab, and is replaced by the next one. */
  readonly preview?: boolean;
  /** Shown where it is open already, in any group. */
  readonly reuse?: boolean;
  /** Stays in the background. */
  readonly background?: boolean;
}

export function open(layout: EditorLayout, input: EditorInput, options: OpenOptions = {}): EditorLayout {
  const key = keyOf(input);
  const wanted = options.group ?? layout.focused;
  const holds = (group: Group) => group.tabs.some((tab) => keyOf(tab.input) === key);
  const elsewhere = options.reuse ? groupsOf(layout.root).find(holds) : undefined;
  const target = groupOf(layout, wanted) ?? groupsOf(layout.root)[0]!;
  const id = holds(target) ? target.id : (elsewhere?.id ?? target.id);
  const next = update(layout, id, (group) => {
    const tab: Tab = { input, preview: options.preview ?? false };
    const at = group.tabs.findIndex((other) => keyOf(other.input) === key);
    let tabs: readonly Tab[];
    if (at >= 0) tabs = group.tabs.with(at, { input, preview: group.tabs[at]!.preview && tab.preview });
    else {
      const old = tab.preview ? group.tabs.findIndex((other) => other.preview) : -1;
      const after = group.tabs.findIndex((other) => keyOf(other.input) === group.active) + 1;
      tabs = old >= 0 ? group.tabs.with(old, tab) : group.tabs.toSpliced(after || group.tabs.length, 0, tab);
    }
    const known = new Set(tabs.map((other) => keyOf(other.input)));
    const kept = { ...group, tabs, recent: group.recent.filter((other) => known.has(other)) };
    return options.background && group.active !== null && known.has(group.active) ? kept : show(kept, key);
  });
  return options.background ? next : { ...next, focused: id };
}

/** Closes a tab; an emptied group goes away unless it is the last one. */
export function close(layout: EditorLayout, groupId: string, key: string): EditorLayout {
  const group = groupOf(layout, groupId);
  if (!group) return layout;
  const at = group.tabs.findIndex((tab) => keyOf(tab.input) === key);
  if (at < 0) return layout;
  const tabs = group.tabs.toSpliced(at, 1);
  const recent = group.recent.filter((other) => other !== key);
  const neighbour = tabs[Math.min(at, tabs.length - 1)];
  const fallback = recent[0] ?? (neighbour ? keyOf(neighbour.input) : null);
  const active = group.active === key ? fallback : group.active;
  if (tabs.length === 0 && groupsOf(layout.root).length > 1) return dropGroup(layout, groupId);
  return update(layout, groupId, () => ({ ...group, tabs, recent, active }));
}

function dropGroup(layout: EditorLayout, id: string): EditorLayout {
  const before = groupsOf(layout.root);
  const at = before.findIndex((group) => group.id === id);
  const root = replace(layout.root, id, () => null) ?? emptyLayout().root;
  const groups = groupsOf(root);
  const focused = layout.focused === id ? groups[Math.max(0, at - 1)]!.id : layout.focused;
  return { ...layout, root, focused };
}

/** Puts a new group beside `groupId`, showing the same tab. */
export function split(layout: EditorLayout, groupId: string, direction: 'row' | 'column'): EditorLayout {
  const group = groupOf(layout, groupId);
  if (!group) return layout;
  const shown = group.tabs.find((tab) => keyOf(tab.input) === group.active);
  const id = `g${layout.nextId}`;
  const created: Group = {
    type: 'group',
    id,
    tabs: shown ? [{ ...shown, preview: false }] : [],
    active: group.active,
    recent: group.active ? [group.active] : [],
  };
  const wrapped: Split = { type: 'split', id: `s${layout.nextId + 1}`, direction, children: [group, created] };
  const root = replace(layout.root, groupId, () => wrapped) ?? layout.root;
  return { root, focused: id, nextId: layout.nextId + 2 };
}

/** Keeps what a person made of the children's sizes. */
export function resize(layout: EditorLayout, splitId: string, sizes: readonly number[]): EditorLayout {
  const change = (node: Node): Node => {
    if (node.type === 'group') return node;
    return node.id === splitId ? { ...node, sizes } : { ...node, children: node.children.map(change) };
  };
  return { ...layout, root: change(layout.root) };
}

/** Moves a tab within or between groups, before `before` or to the end. */
export function move(layout: EditorLayout, key: string, from: string, to: string, before: string | null): EditorLayout {
  const tab = groupOf(layout, from)?.tabs.find((other) => keyOf(other.input) === key);
  if (!tab || !groupOf(layout, to) || key === before) return layout;
  const moved = update(layout, to, (group) => {
    const tabs = group.tabs.filter((other) => keyOf(other.input) !== key);
    const at = tabs.findIndex((other) => keyOf(other.input) === before);
    return show({ ...group, tabs: tabs.toSpliced(at < 0 ? tabs.length : at, 0, { ...tab, preview: false }) }, key);
  });
  return { ...(from === to ? moved : close(moved, from, key)), focused: to };
}

export function focusGroup(layout: EditorLayout, id: string): EditorLayout {
  return groupOf(layout, id) && layout.focused !== id ? { ...layout, focused: id } : layout;
}

export function activate(layout: EditorLayout, groupId: string, key: string): EditorLayout {
  return { ...update(layout, groupId, (group) => show(group, key)), focused: groupId };
}

/** A preview becomes a tab that stays. */
export function keep(layout: EditorLayout, key: string): EditorLayout {
  let next = layout;
  for (const { id, tabs } of groupsOf(layout.root))
    if (tabs.some((tab) => tab.preview && keyOf(tab.input) === key))
      next = update(next, id, (group) => ({
        ...group,
        tabs: group.tabs.map((tab) => (keyOf(tab.input) === key ? { ...tab, preview: false } : tab)),
      }));
  return next;
}

/** Changes every tab of an input: a file was renamed, a title became known. */
export function rename(layout: EditorLayout, key: string, input: EditorInput): EditorLayout {
  const now = keyOf(input);
  const swap = (other: string) => (other === key ? now : other);
  let next = layout;
  for (const { id, tabs } of groupsOf(layout.root))
    if (tabs.some((tab) => keyOf(tab.input) === key))
      next = update(next, id, (group) => ({
        ...group,
        active: group.active === null ? null : swap(group.active),
        recent: group.recent.map(swap),
        tabs: group.tabs.map((tab) => (keyOf(tab.input) === key ? { ...tab, input } : tab)),
      }));
  return next;
}

/** What is written to disk, read back: anything malformed gives the empty layout; unwanted inputs are left out. */
export function restoreLayout(value: unknown, wanted: (input: EditorInput) => boolean): EditorLayout {
  let nextId = 1;
  const read = (node: unknown): Node | null => {
    if (typeof node !== 'object' || node === null) return null;
    const raw = node as Partial<Group> & Partial<Split>;
    if (raw.type === 'split' && Array.isArray(raw.children)) {
      const children = raw.children.map(read).filter((child) => child !== null);
      if (children.length < 2) return children[0] ?? null;
      const sizes =
        Array.isArray(raw.sizes) &&
        raw.sizes.length === children.length &&
        raw.sizes.every((size) => typeof size === 'number' && size > 0 && size < 100)
          ? { sizes: raw.sizes as readonly number[] }
          : {};
      return {
        type: 'split',
        id: `s${nextId++}`,
        direction: raw.direction === 'column' ? 'column' : 'row',
        children,
        ...sizes,
      };
    }
    if (raw.type !== 'group' || !Array.isArray(raw.tabs)) return null;
    const tabs = raw.tabs.filter(
      (tab): tab is Tab =>
        typeof tab?.input?.kind === 'string' &&
        typeof tab.input.id === 'string' &&
        typeof tab.input.title === 'string' &&
        wanted(tab.input),
    );
    if (tabs.length === 0) return null;
    const keys = tabs.map((tab) => keyOf(tab.input));
    const active = typeof raw.active === 'string' && keys.includes(raw.active) ? raw.active : keys[0]!;
    return { type: 'group', id: `g${nextId++}`, tabs, active, recent: [active] };
  };
  const root = read((value as { root?: unknown } | null)?.root);
  if (!root) return emptyLayout();
  return { root, focused: groupsOf(root)[0]!.id, nextId };
}
