/** The files of the open project that were shown last, newest first; comes back after a restart. */
import { createStore } from 'zustand/vanilla';
import { activeInput } from '../../app/editor-groups.ts';
import { editorStore } from '../../app/editors.ts';
import { keyOfPath, readState, writeState } from '../../app/window-state.ts';
import { workspaceStore } from '../../app/workspace.ts';

const REMEMBERED = 60;

export const recentFilesStore = createStore<{ paths: readonly string[] }>(() => ({ paths: [] }));

export function startRecentFiles(): void {
  let root: string | null = null;
  const follow = async () => {
    const now = workspaceStore.getState().project?.root ?? null;
    if (now === root) return;
    root = now;
    recentFilesStore.setState({ paths: [] });
    if (now === null) return;
    const saved = await readState(keyFor(now));
    if (root !== now || !Array.isArray(saved)) return;
    const paths = saved.filter((path): path is string => typeof path === 'string');
    recentFilesStore.setState((state) => ({ paths: [...new Set([...state.paths, ...paths])] }));
  };
  void follow();
  workspaceStore.subscribe(() => void follow());
  editorStore.subscribe(({ layout }) => {
    const input = activeInput(layout);
    if (root === null || input?.kind !== 'file' || recentFilesStore.getState().paths[0] === input.id) return;
    const paths = [input.id, ...recentFilesStore.getState().paths.filter((path) => path !== input.id)];
    recentFilesStore.setState({ paths: paths.slice(0, REMEMBERED) });
    writeState(keyFor(root), paths.slice(0, REMEMBERED));
  });
}

function keyFor(root: string): string {
  return `project:${keyOfPath(root)}:recent`;
}
