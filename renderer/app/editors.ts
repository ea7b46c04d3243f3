/**
 * The open editors: groups, splits, tabs, and what is unsaved. Every change goes through here; it is kept per project
 * and comes back after a restart.
 *
 *   openEditor({ kind: 'file', id: 'src/main.c', title: 'main.c' }, { preview: true })
 *   setDirty(keyOf(input), true)
 */
import { createStore } from 'zustand/vanilla';
import { contributionStore } from './contributions.ts';
import {
  activate,
  activeInput,
  close,
  type EditorInput,
  type EditorLayout,
  emptyLayout,
  focusedGroup,
  focusGroup,
  groupOf,
  groupsOf,
  keep,
  keyOf,
  move,
  type OpenOptions,
  open,
  rename,
  resize,
  split,
} from './editor-groups.ts';

export interface EditorsState {
  readonly layout: EditorLayout;
  /** Keys with unsaved changes. */
  readonly dirty: ReadonlySet<string>;
  /** Goes up when an editor should take the keyboard focus. */
  readonly focusRequest: number;
}

export const editorStore = createStore<EditorsState>(() => ({
  layout: emptyLayout(),
  dirty: new Set(),
  focusRequest: 0,
}));

const change = (step: (layout: EditorLayout) => EditorLayout) =>
  editorStore.setState(({ layout }) => ({ layout: step(layout) }));

/** `reuse` is on unless told otherwise: an input that is open elsewhere is shown there. */
export function openEditor(input: EditorInput, options: OpenOptions & { focus?: boolean } = {}): void {
  change((layout) => open(layout, input, { reuse: true, ...options }));
  if (options.focus ?? !options.preview) focusEditor();
}

/** Asks for the focus; the shown editor watches `focusRequest`. */
export function focusEditor(): void {
  editorStore.setState(({ focusRequest }) => ({ focusRequest: focusRequest + 1 }));
}

export function showTab(groupId: string, key: string): void {
  change((layout) => activate(layout, groupId, key));
}

/** Asks the kind first where there are unsaved changes. @returns false where it stays open. */
export async function closeTab(groupId: string, key: string): Promise<boolean> {
  const { layout, dirty } = editorStore.getState();
  const tab = groupOf(layout, groupId)?.tabs.find((other) => keyOf(other.input) === key);
  if (!tab) return true;
  const kind = contributionStore.getState().editors.get(tab.input.kind);
  const last =
    groupsOf(layout.root)
      .flatMap(({ tabs }) => tabs)
      .filter((other) => keyOf(other.input) === key).length === 1;
  if (last && dirty.has(key) && kind?.beforeClose && !(await kind.beforeClose(tab.input))) return false;
  change((current) => close(current, groupId, key));
  if (last) {
    setDirty(key, false);
    kind?.closed?.(tab.input);
  }
  return true;
}

/** Closes every tab of an input without asking: its file was deleted. */
export function dropEditor(key: string): void {
  for (const group of groupsOf(editorStore.getState().layout.root)) change((layout) => close(layout, group.id, key));
  setDirty(key, false);
}

/** @returns false as soon as one stays open. */
export async function closeTabs(groupId: string, keys: readonly string[]): Promise<boolean> {
  for (const key of keys) if (!(await closeTab(groupId, key))) return false;
  return true;
}

export function splitGroup(groupId: string, direction: 'row' | 'column'): void {
  change((layout) => split(layout, groupId, direction));
}

export function resizeSplit(splitId: string, sizes: readonly number[]): void {
  change((layout) => resize(layout, splitId, sizes));
}

export function moveTab(key: string, from: string, to: string, before: string | null): void {
  change((layout) => move(layout, key, from, to, before));
}

export function focusEditorGroup(id: string): void {
  change((layout) => focusGroup(layout, id));
}

export function keepTab(key: string): void {
  change((layout) => keep(layout, key));
}

export function renameEditor(key: string, input: EditorInput): void {
  const { dirty } = editorStore.getState();
  change((layout) => rename(layout, key, input));
  if (dirty.has(key)) {
    setDirty(key, false);
    setDirty(keyOf(input), true);
  }
}

/** Unsaved changes; the first one makes a preview tab stay. */
export function setDirty(key: string, isDirty: boolean): void {
  const { dirty } = editorStore.getState();
  if (dirty.has(key) === isDirty) return;
  const next = new Set(dirty);
  if (isDirty) next.add(key);
  else next.delete(key);
  editorStore.setState({ dirty: next });
  if (isDirty) keepTab(key);
}

export function currentEditor(): EditorInput | null {
  return activeInput(editorStore.getState().layout);
}

export function currentGroupId(): string {
  return focusedGroup(editorStore.getState().layout).id;
}

/** All inputs that are open anywhere, each once. */
export function openInputs(): readonly EditorInput[] {
  const all = groupsOf(editorStore.getState().layout.root).flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return [...new Map(all.map((input) => [keyOf(input), input])).values()];
}

export function setLayout(layout: EditorLayout): void {
  editorStore.setState({ layout, dirty: new Set() });
}
