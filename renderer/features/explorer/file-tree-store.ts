/** The tree of the open project's files: read folder by folder as they are opened, and again when they change on disk. */
import { createStore } from 'zustand/vanilla';
import { type Disposable, DisposableBag, disposable } from '#core/base/disposable.ts';
import type { Project } from '#core/contract/project.ts';
import { buildStore } from '../../app/activity.ts';
import { client } from '../../app/client.ts';
import { activeInput } from '../../app/editor-groups.ts';
import { editorStore } from '../../app/editors.ts';
import { keyOfPath, readState, writeState } from '../../app/window-state.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { type FileTree, foldersAbove, foldersTouched, joinPath, type Naming } from './file-tree.ts';

export interface FileTreeState extends FileTree {
  readonly project: Project | null;
  readonly selected: string | null;
  /** Goes up when the tree should take the keyboard focus. */
  readonly focusRequest: number;
}

const empty = { folders: new Map(), expanded: new Set<string>(), naming: null, selected: null } as const;

export const fileTreeStore = createStore<FileTreeState>(() => ({ ...empty, project: null, focusRequest: 0 }));

const get = () => fileTreeStore.getState();
const reading = new Map<string, Promise<void>>();
const readAgain = new Set<string>();

/** Reads a folder's list; while one reading runs, another request makes it run once more afterwards. */
export function readFolder(path: string): Promise<void> {
  const running = reading.get(path);
  if (running) {
    readAgain.add(path);
    return running;
  }
  const work = list(path).finally(() => {
    reading.delete(path);
    if (readAgain.delete(path)) void readFolder(path);
  });
  reading.set(path, work);
  return work;
}

async function list(path: string): Promise<void> {
  const { project } = get();
  if (!project) return;
  const answer = await client().call('files.list', { projectId: project.id, path });
  if (get().project?.id !== project.id) return;
  if (!answer.ok && answer.error.code === 'not-found' && path !== '') {
    forgetFolder(path);
    return;
  }
  const before = get().folders.get(path);
  const content = answer.ok
    ? { entries: answer.value, failure: null }
    : { entries: before?.entries ?? [], failure: answer.error };
  fileTreeStore.setState(({ folders }) => ({ folders: new Map(folders).set(path, content) }));
}

function forgetFolder(path: string): void {
  const below = (other: string) => other === path || other.startsWith(`${path}/`);
  fileTreeStore.setState(({ folders, expanded }) => ({
    folders: new Map([...folders].filter(([other]) => !below(other))),
    expanded: new Set([...expanded].filter((other) => !below(other))),
  }));
}

export function setExpanded(path: string, open: boolean): void {
  const expanded = new Set(get().expanded);
  if (open) expanded.add(path);
  else expanded.delete(path);
  fileTreeStore.setState({ expanded });
  if (open) void readFolder(path);
  remember();
}

export function collapseAll(): void {
  fileTreeStore.setState(({ selected }) => ({
    expanded: new Set(),
    selected: selected === null ? null : (selected.split('/')[0] ?? null),
  }));
  remember();
}

export function selectPath(path: string | null): void {
  fileTreeStore.setState({ selected: path });
}

export function setNaming(naming: Naming | null): void {
  fileTreeStore.setState({ naming });
}

/** Opens the folders above a path and selects it. */
export async function reveal(path: string): Promise<void> {
  const above = foldersAbove(path);
  const { expanded, folders } = get();
  if (above.some((folder) => !expanded.has(folder))) {
    fileTreeStore.setState({ expanded: new Set([...expanded, ...above]) });
    remember();
  }
  await Promise.all(['', ...above].filter((folder) => !folders.has(folder)).map(readFolder));
  selectPath(path);
}

export function focusTree(): void {
  fileTreeStore.setState(({ focusRequest }) => ({ focusRequest: focusRequest + 1 }));
}

export function refresh(): void {
  for (const folder of get().folders.keys()) void readFolder(folder);
}

/** The folder that new things go into: the selected one, or the one that the selected file is in. */
export function targetFolder(): string {
  const { selected, folders, expanded } = get();
  if (selected === null || selected.includes('\0')) return '';
  if (folders.has(selected) || expanded.has(selected)) return selected;
  const above = foldersAbove(selected).at(-1) ?? '';
  const entry = folders.get(above)?.entries.find((other) => joinPath(above, other.name) === selected);
  return entry?.kind === 'folder' ? selected : above;
}

function remember(): void {
  const { project, expanded } = get();
  if (project) writeState(keyFor(project), [...expanded].slice(0, 500));
}

function keyFor(project: Project): string {
  return `project:${keyOfPath(project.root)}:tree`;
}

async function enter(project: Project): Promise<void> {
  const saved = await readState(keyFor(project));
  if (get().project?.id !== project.id) return;
  if (Array.isArray(saved)) {
    const paths = saved.filter((path): path is string => typeof path === 'string');
    fileTreeStore.setState(({ expanded }) => ({ expanded: new Set([...paths, ...expanded]) }));
  } else await openFirstFolders();
  // An open folder inside a closed one is read when that one is opened.
  const { expanded } = get();
  const visible = [...expanded].filter((path) => foldersAbove(path).every((folder) => expanded.has(folder)));
  await Promise.all(['', ...visible].map(readFolder));
}

/** A project that is new here shows its sources at once. */
async function openFirstFolders(): Promise<void> {
  await readFolder('');
  const names = (get().folders.get('')?.entries ?? []).flatMap((entry) =>
    entry.kind === 'folder' && !entry.ignored && /^(?:src|include)$/.test(entry.name) ? [entry.name] : [],
  );
  fileTreeStore.setState(({ expanded }) => ({ expanded: new Set([...expanded, ...names]) }));
}

/** Follows the workspace from now on; called once, when the explorer is first shown. */
export function startFileTree(): void {
  let feed: Disposable = new DisposableBag();
  const follow = () => {
    const { project } = workspaceStore.getState();
    if (project?.id === get().project?.id) {
      if (project !== get().project) fileTreeStore.setState({ project });
      return;
    }
    feed.dispose();
    fileTreeStore.setState({ ...empty, project });
    if (!project) return;
    const bag = new DisposableBag();
    feed = bag;
    bag.add(
      client().subscribe('files.changes', project.id, {
        onEvents: (events) => {
          const loaded = get().folders.keys();
          const all = events.some((event) => event.overflow);
          const paths = events.flatMap((event) => event.paths);
          for (const folder of all ? [...loaded] : foldersTouched(loaded, paths)) void readFolder(folder);
        },
      }),
    );
    // The watcher leaves build output out: it is looked at when a build has ended.
    bag.add(
      disposable(
        buildStore.subscribe((now, before) => {
          if (now.job.kind !== before.job.kind && now.job.kind !== 'running') refresh();
        }),
      ),
    );
    bag.add(disposable(editorStore.subscribe(() => followEditor())));
    void enter(project).then(followEditor);
  };
  follow();
  workspaceStore.subscribe(follow);
}

let followed: string | null = null;

/** What is shown in the editor is selected in the tree. */
function followEditor(): void {
  const input = activeInput(editorStore.getState().layout);
  const path = input?.kind === 'file' ? input.id : null;
  if (path === null || path === followed || get().naming) {
    followed = path;
    return;
  }
  followed = path;
  void reveal(path);
}
