/**
 * Where features plug in. A feature has a file `renderer/features/<name>/register.ts` that is loaded at start and calls
 * the functions below; keep it small: heavy parts come by `load: () => import('./explorer-view.tsx')` when first shown
 * (default export = the component). Features never import each other: they meet here, in commands and in the stores of
 * renderer/app.
 *
 *   registerActivity    a place of the activity bar and its side bar
 *   registerPanelTab    a tab of the bottom panel
 *   registerEditorKind  what can be shown in an editor tab (a text file, the serial console, a page)
 *   registerStatusItem  a cell of the status bar
 *   registerQuickPick   what the command field finds (quick-pick.ts)
 *   registerCommand     everything that can be done (commands.ts)
 */
import type { ComponentType } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Disposable, disposable } from '#core/base/disposable.ts';
import type { Tone } from '../ui/badge.tsx';
import type { EditorTab } from '../ui/editor-tabs.tsx';
import type { IconType } from '../ui/icon.tsx';
import type { DotTone } from '../ui/status-dot.tsx';
import type { EditorInput } from './editor-groups.ts';

type Load<P = Record<string, never>> = () => Promise<{ default: ComponentType<P> }>;

/** accent = something changed; warn = needs attention. */
export type ActivityBadge = 'accent' | 'warn' | null;

export interface Activity {
  /** explorer, search, config, lessons, machines, doctor. */
  readonly id: string;
  readonly label: string;
  readonly icon: IconType;
  readonly order: number;
  /** The side bar: fills it, brings its own header (`SideBarHeader` of app/side-bar.tsx). */
  readonly load: Load;
  readonly badge?: StoreApi<ActivityBadge>;
  /** Opened beside the side bar when the activity is chosen: the page of Doctor, the Configuration. */
  readonly editor?: () => EditorInput | null;
  /** Takes the focus when the activity is chosen by a command, or when it can; else the side bar's first stop does. */
  readonly focus?: () => void;
  /** Pixels; 264 unless told. */
  readonly width?: number;
}

export interface PanelBadge {
  readonly count?: number | undefined;
  readonly countTone?: Tone | undefined;
  readonly dot?: DotTone | undefined;
}

export interface PanelContribution {
  /** problems, build, serial, terminal. */
  readonly id: string;
  readonly label: string;
  readonly order: number;
  readonly load: Load;
  readonly badge?: StoreApi<PanelBadge>;
  /** Icon buttons at the right of the tab bar while the tab is shown. */
  readonly actions?: ComponentType;
}

export interface EditorProps {
  readonly input: EditorInput;
  readonly groupId: string;
  /** The tab is the shown one of its group. Hidden tabs are unmounted: keep models and scroll positions outside. */
  readonly active: boolean;
}

export interface EditorKind {
  readonly kind: string;
  /** Icon and tone of the tab; asked again whenever `input`, its marks or `watch` change. */
  icon(input: EditorInput): IconType;
  tone?(input: EditorInput): EditorTab['tone'];
  readonly watch?: StoreApi<unknown>;
  readonly load: Load<EditorProps>;
  /** Icon buttons at the right of the tab strip while such a tab is shown. */
  readonly actions?: ComponentType<EditorProps>;
  /** Asked before a dirty tab is closed; false keeps it open. */
  beforeClose?(input: EditorInput): Promise<boolean>;
  /** Called after the last tab of an input was closed. */
  closed?(input: EditorInput): void;
  /** Quiet words after the name while it stands beside the editor: "in step with the tree". */
  readonly note?: string;
  /** Drawn without a tab strip while it is the only tab. */
  readonly page?: boolean;
  /** False: not brought back after a restart. */
  readonly restore?: boolean;
}

export interface StatusItem {
  readonly id: string;
  readonly side: 'left' | 'right';
  /** Smaller = nearer to the middle of neither: left items from the left, right items from the right edge. */
  readonly order: number;
  /** Renders `StatusCell`s (app/status-cell.tsx), or nothing. */
  readonly Component: ComponentType;
}

export interface Contributions {
  readonly activities: readonly Activity[];
  readonly panels: readonly PanelContribution[];
  readonly editors: ReadonlyMap<string, EditorKind>;
  readonly statusItems: readonly StatusItem[];
  /** Mounted once, for features that draw over the window (dialogs, palette) or only listen. */
  readonly overlays: readonly { readonly id: string; readonly Component: ComponentType }[];
}

export const contributionStore = createStore<Contributions>(() => ({
  activities: [],
  panels: [],
  editors: new Map(),
  statusItems: [],
  overlays: [],
}));

type ListKey = 'activities' | 'panels' | 'statusItems' | 'overlays';

function addTo<K extends ListKey>(key: K, item: Contributions[K][number]): Disposable {
  const update = (change: (list: readonly unknown[]) => readonly unknown[]) =>
    contributionStore.setState((state) => ({ [key]: change(state[key]) }) as Partial<Contributions>);
  const rank = (entry: unknown) => (entry as { order?: number }).order ?? 0;
  update((list) =>
    [...list.filter((o) => (o as { id: string }).id !== item.id), item].sort((a, b) => rank(a) - rank(b)),
  );
  return disposable(() => update((list) => list.filter((other) => other !== item)));
}

export const registerActivity = (activity: Activity) => addTo('activities', activity);
export const registerPanelTab = (panel: PanelContribution) => addTo('panels', panel);
export const registerStatusItem = (item: StatusItem) => addTo('statusItems', item);
export const registerOverlay = (id: string, Component: ComponentType) => addTo('overlays', { id, Component });

export function registerEditorKind(kind: EditorKind): Disposable {
  const change = (edit: (editors: Map<string, EditorKind>) => void) => {
    const editors = new Map(contributionStore.getState().editors);
    edit(editors);
    contributionStore.setState({ editors });
  };
  change((editors) => editors.set(kind.kind, kind));
  return disposable(() => change((editors) => editors.delete(kind.kind)));
}
