/**
 * The open project: opened, made and closed here. Its editors are kept per project and come back with it. Follows
 * `project.activity`, so that a change made elsewhere (trust, target, name) is seen at once.
 */
import { createStore } from 'zustand/vanilla';
import type { Disposable } from '#core/base/disposable.ts';
import { Emitter } from '#core/base/emitter.ts';
import type { Result } from '#core/base/result.ts';
import type { Arch } from '#core/contract/problem.ts';
import type { NewProject, Project, ProjectActivity } from '#core/contract/project.ts';
import { client } from './client.ts';
import { contributionStore } from './contributions.ts';
import { type EditorInput, groupsOf, keyOf, restoreLayout } from './editor-groups.ts';
import { closeTabs, editorStore, openEditor, setLayout } from './editors.ts';
import { layoutStore, openCompanion } from './layout.ts';
import { toastFailure } from './toasts.ts';
import { flushState, keyOfPath, readState, writeState } from './window-state.ts';

export interface Workspace {
  readonly project: Project | null;
  /** The folder that is being opened. */
  readonly opening: string | null;
  /** True once it is known whether a project comes back from the last time. */
  readonly settled: boolean;
}

export const workspaceStore = createStore<Workspace>(() => ({ project: null, opening: null, settled: false }));

/** Every event of the open project's activity feed, for the stores that fold it. */
export const projectActivity = new Emitter<{ projectId: Project['id']; event: ProjectActivity }>();

let feed: Disposable | null = null;
let saving: (() => void) | null = null;

/** The window's last project; a browser tab remembers its own. */
const lastKey = 'window:project';

interface ProjectWindow {
  readonly layout: unknown;
  readonly activity: string | null;
  readonly panelOpen: boolean;
  readonly panelTab: string;
  readonly companion: EditorInput | null;
}

/** Opens a folder as a project and brings its editors back. Failures are shown. */
export async function openProject(root: string): Promise<Result<Project>> {
  workspaceStore.setState({ opening: root });
  const answer = await client().call('project.open', root);
  workspaceStore.setState({ opening: null });
  if (!answer.ok) {
    toastFailure(answer.error);
    return answer;
  }
  if (!(await leave())) return { ok: false, error: { code: 'cancelled', message: 'The open project stays open.' } };
  await enter(answer.value);
  return answer;
}

/** Makes a project and opens it, with `entry` (the template's first file) in the editor. */
export async function createProject(wanted: NewProject, entry: string | null): Promise<Result<Project>> {
  const answer = await client().call('project.create', wanted);
  if (!answer.ok) return answer;
  if (!(await leave())) return { ok: false, error: { code: 'cancelled', message: 'The open project stays open.' } };
  await enter(answer.value);
  if (entry) openFile(entry);
  return answer;
}

/** Opens a file of the project; the feature that owns the kind `file` shows it. */
export function openFile(path: string, at?: { line: number; column?: number }): void {
  openEditor({
    kind: 'file',
    id: path,
    title: path.split('/').at(-1) ?? path,
    detail: path,
    ...(at ? { data: { line: at.line, column: at.column ?? 1 } } : {}),
  });
}

/** Back to the Welcome page. @returns false where unsaved work keeps the project open. */
export async function closeProject(): Promise<boolean> {
  const { project } = workspaceStore.getState();
  if (!(await leave())) return false;
  if (project) void client().call('project.close', project.id);
  remember(null);
  return true;
}

export async function setTrust(decision: 'trusted' | 'read-only'): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project) return;
  const answer = await client().call('project.trust', { projectId: project.id, decision });
  if (answer.ok) take(answer.value);
  else toastFailure(answer.error);
}

export async function setArch(arch: Arch): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project || project.arch === arch) return;
  const answer = await client().call('project.setArch', { projectId: project.id, arch });
  if (answer.ok) take(answer.value);
  else toastFailure(answer.error);
}

/** What the project is built for from now on: one of its `targets`. */
export async function setTarget(target: string): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project || project.target === target) return;
  const answer = await client().call('project.setTarget', { projectId: project.id, target });
  if (answer.ok) take(answer.value);
  else toastFailure(answer.error);
}

/** "QEMU x86_64", "Firecracker arm64". */
export function targetName({ targets, target, arch }: Project): string {
  return targets?.find(({ id }) => id === target)?.name ?? `QEMU ${arch}`;
}

/** Which of its ways the project is built by from now on. */
export async function setDriver(driver: string): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project || project.driver === driver) return;
  const answer = await client().call('project.setDriver', { projectId: project.id, driver });
  if (answer.ok) take(answer.value);
  else toastFailure(answer.error);
}

/** At the start of the window: the project that was open the last time. */
export async function restoreProject(): Promise<void> {
  let root = sessionRoot();
  if (root === undefined) root = ((await readState(lastKey)) as { root?: string } | null)?.root ?? null;
  if (typeof root === 'string' && root !== '') {
    const answer = await client().call('project.open', root);
    if (answer.ok) await enter(answer.value);
    else remember(null);
  }
  workspaceStore.setState({ settled: true });
}

async function leave(): Promise<boolean> {
  for (const group of groupsOf(editorStore.getState().layout.root)) {
    const dirty = group.tabs.map(({ input }) => keyOf(input)).filter((key) => editorStore.getState().dirty.has(key));
    if (!(await closeTabs(group.id, dirty))) return false;
  }
  feed?.dispose();
  saving?.();
  feed = null;
  saving = null;
  flushState();
  setLayout(restoreLayout(null, () => false));
  layoutStore.setState({ activity: null, panelOpen: false, panelMaximized: false, companion: null });
  workspaceStore.setState({ project: null });
  return true;
}

async function enter(project: Project): Promise<void> {
  const key = `project:${keyOfPath(project.root)}`;
  const saved = (await readState(key)) as Partial<ProjectWindow> | null;
  const kinds = contributionStore.getState().editors;
  workspaceStore.setState({ project, settled: true });
  const wanted = (input: EditorInput) => kinds.get(input.kind)?.restore ?? kinds.has(input.kind);
  const companion = saved?.companion && wanted(saved.companion) ? saved.companion : null;
  // In a narrow window the companion was a tab; it finds its place again below.
  setLayout(
    restoreLayout(saved?.layout, (input) => wanted(input) && (!companion || keyOf(input) !== keyOf(companion))),
  );
  layoutStore.setState({
    activity: saved ? (saved.activity ?? null) : 'explorer',
    panelOpen: saved?.panelOpen ?? false,
    panelTab: saved?.panelTab ?? layoutStore.getState().panelTab,
  });
  if (companion) openCompanion(companion);
  const save = () => {
    const { activity, panelOpen, panelTab, companion } = layoutStore.getState();
    const { layout } = editorStore.getState();
    writeState(key, { layout, activity, panelOpen, panelTab, companion } satisfies ProjectWindow);
  };
  const stops = [editorStore.subscribe(save), layoutStore.subscribe(save)];
  saving = () => {
    for (const stop of stops) stop();
  };
  remember(project.root);
  feed = client().subscribe('project.activity', project.id, {
    onEvent: (event) => {
      if (event.kind === 'project') take(event.project);
      projectActivity.emit({ projectId: project.id, event });
    },
  });
}

function take(project: Project): void {
  if (workspaceStore.getState().project?.id === project.id) workspaceStore.setState({ project });
}

function remember(root: string | null): void {
  try {
    sessionStorage.setItem(lastKey, root ?? '');
  } catch {
    // A browser that keeps nothing: the host's own memory is enough for one window.
  }
  writeState(lastKey, { root });
}

/** undefined: this tab is new. null: it had no project. */
function sessionRoot(): string | null | undefined {
  try {
    const root = sessionStorage.getItem(lastKey);
    return root === null ? undefined : root || null;
  } catch {
    return undefined;
  }
}
