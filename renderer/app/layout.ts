/** Which parts of the window are shown, and how large: side bar, panel, the companion at the right. Comes back after a restart. */
import { createStore } from 'zustand/vanilla';
import { type EditorInput, keyOf } from './editor-groups.ts';
import { dropEditor, editorStore, openEditor } from './editors.ts';
import { readState, writeState } from './window-state.ts';

export interface LayoutState {
  /** null: the side bar is closed. */
  readonly activity: string | null;
  /** The one that Ctrl+B brings back. */
  readonly lastActivity: string;
  /** Pixels, by activity. */
  readonly sideWidths: Readonly<Record<string, number>>;
  readonly panelOpen: boolean;
  readonly panelTab: string;
  /** Pixels. */
  readonly panelHeight: number;
  readonly panelMaximized: boolean;
  readonly companion: EditorInput | null;
  /** Pixels, by kind of what is shown; 416 unless told. */
  readonly companionWidths: Readonly<Record<string, number>>;
  /** Below 1100 px the companion is a tab of the editor. */
  readonly narrow: boolean;
}

const initial: LayoutState = {
  activity: null,
  lastActivity: 'explorer',
  sideWidths: {},
  panelOpen: false,
  panelTab: 'problems',
  panelHeight: 312,
  panelMaximized: false,
  companion: null,
  companionWidths: { 'config-text': 352 },
  narrow: false,
};

export const layoutStore = createStore<LayoutState>(() => initial);

const stateKey = 'window:layout';
const kept = ['lastActivity', 'sideWidths', 'panelTab', 'panelHeight', 'companionWidths'] as const;

export async function loadLayout(): Promise<void> {
  const saved = (await readState(stateKey)) as Partial<LayoutState> | null;
  if (saved && typeof saved === 'object')
    layoutStore.setState(
      Object.fromEntries(kept.flatMap((key) => (typeof saved[key] === typeof initial[key] ? [[key, saved[key]]] : []))),
    );
  layoutStore.subscribe((state) => writeState(stateKey, Object.fromEntries(kept.map((key) => [key, state[key]]))));
}

export function showActivity(id: string): void {
  layoutStore.setState({ activity: id, lastActivity: id });
}

/** A second press on the shown activity closes the side bar. */
export function toggleActivity(id: string): void {
  if (layoutStore.getState().activity === id) layoutStore.setState({ activity: null });
  else showActivity(id);
}

export function toggleSideBar(): void {
  layoutStore.setState(({ activity, lastActivity }) => ({ activity: activity === null ? lastActivity : null }));
}

export function showPanel(tab: string): void {
  layoutStore.setState({ panelOpen: true, panelTab: tab });
}

/** Opens the panel at this tab; closes it where the tab was shown already. */
export function togglePanel(tab?: string): void {
  layoutStore.setState(({ panelOpen, panelTab }) =>
    panelOpen && (tab === undefined || tab === panelTab)
      ? { panelOpen: false, panelMaximized: false }
      : { panelOpen: true, panelTab: tab ?? panelTab },
  );
}

/** Shows an input at the right of the editor, or as a tab where the window is narrow. */
export function openCompanion(input: EditorInput): void {
  layoutStore.setState({ companion: input });
  if (layoutStore.getState().narrow) openEditor(input, { focus: false });
}

export function closeCompanion(): void {
  const { companion } = layoutStore.getState();
  layoutStore.setState({ companion: null });
  if (companion) dropEditor(keyOf(companion));
}

/** Called when the window crosses 1100 px. */
export function setNarrow(narrow: boolean): void {
  const { narrow: before, companion } = layoutStore.getState();
  if (narrow === before) return;
  layoutStore.setState({ narrow });
  if (!companion) return;
  if (narrow) openEditor(companion, { background: true, focus: false });
  else dropEditor(keyOf(companion));
}

// A companion that was closed as a tab is closed.
editorStore.subscribe(({ layout }, before) => {
  const { narrow, companion } = layoutStore.getState();
  if (!narrow || !companion || layout === before.layout) return;
  const key = keyOf(companion);
  const has = (node: typeof layout.root): boolean =>
    node.type === 'group' ? node.tabs.some((tab) => keyOf(tab.input) === key) : node.children.some(has);
  if (has(before.layout.root) && !has(layout.root)) layoutStore.setState({ companion: null });
});
