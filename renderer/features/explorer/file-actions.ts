/** Makes, renames and deletes files and folders; what is open in the editor follows. Failures are shown. */
import { client } from '../../app/client.ts';
import { hasCommand, runCommand } from '../../app/commands.ts';
import { ask } from '../../app/dialogs.ts';
import { editorStore, openEditor } from '../../app/editors.ts';
import { giveFocus, holdKeys } from '../../app/give-focus.ts';
import { toast, toastFailure } from '../../app/toasts.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { needsTrust, whyReadOnly } from '../../app/write-access.ts';
import { joinPath, type Naming, nameOf, parentOf } from './file-tree.ts';
import { fileTreeStore, focusTree, readFolder, reveal, selectPath, setExpanded, setNaming } from './file-tree-store.ts';

/** Tells why nothing can be changed, or asks for the trust that is missing. */
async function refused(): Promise<boolean> {
  const { project } = workspaceStore.getState();
  if (needsTrust(project) && hasCommand('project.askTrust')) await runCommand('project.askTrust');
  const reason = whyReadOnly(workspaceStore.getState().project);
  if (reason !== null) toast({ tone: 'warn', title: reason, tag: 'read-only' });
  return reason !== null;
}

/** Opens the place where the new name is typed. */
export async function startNew(kind: 'new-file' | 'new-folder', parent: string): Promise<void> {
  if (await refused()) return;
  giveFocus(() => document.querySelector('#side-bar .name-input'));
  if (parent !== '') {
    setExpanded(parent, true);
    await readFolder(parent);
  }
  setNaming({ kind, parent });
  selectPath(`${parent}\0new`);
}

export async function startRename(path: string): Promise<void> {
  if (!(await refused())) setNaming({ kind: 'rename', path });
}

/** @param name as it was checked by `checkName` */
export async function finishNaming(naming: Naming, name: string): Promise<void> {
  setNaming(null);
  const { project } = workspaceStore.getState();
  if (!project) return;
  if (naming.kind === 'rename') {
    await rename(naming.path, joinPath(parentOf(naming.path), name));
    return;
  }
  const path = joinPath(naming.parent, name);
  const release = holdKeys();
  const answer =
    naming.kind === 'new-file'
      ? await client().call('files.write', { projectId: project.id, path, text: '', baseEtag: null })
      : await client().call('files.createFolder', { projectId: project.id, path });
  if (!answer.ok) {
    release();
    toastFailure(answer.error);
    return;
  }
  await readFolder(naming.parent);
  await reveal(path);
  if (naming.kind === 'new-file') openEditor({ kind: 'file', id: path, title: nameOf(path), detail: path });
  else {
    setExpanded(path, true);
    release();
  }
}

export function cancelNaming(naming: Naming): void {
  setNaming(null);
  selectPath(naming.kind === 'rename' ? naming.path : naming.parent === '' ? null : naming.parent);
  focusTree();
}

async function rename(from: string, to: string): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project || from === to) return;
  const answer = await client().call('files.rename', { projectId: project.id, from, to });
  if (!answer.ok) {
    toastFailure(answer.error);
    return;
  }
  const { expanded } = fileTreeStore.getState();
  await runCommand('editor.pathMoved', from, to);
  for (const folder of expanded) {
    if (folder === from || folder.startsWith(`${from}/`)) setExpanded(to + folder.slice(from.length), true);
  }
  await readFolder(parentOf(to));
  selectPath(to);
  focusTree();
}

export async function deletePath(path: string): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project || (await refused())) return;
  const { folders, expanded } = fileTreeStore.getState();
  const parent = folders.get(parentOf(path));
  const entry = parent?.entries.find((other) => other.name === nameOf(path));
  const isFolder = entry ? entry.kind === 'folder' : expanded.has(path);
  const unsaved = [...editorStore.getState().dirty].some(
    (key) => key === `file:${path}` || key.startsWith(`file:${path}/`),
  );
  const what = isFolder ? 'The folder and everything in it are deleted' : 'The file is deleted';
  const answer = await ask({
    title: `Delete ${nameOf(path)}?`,
    text: `${what} from the disk for good.${unsaved ? ' Text that is not saved goes with it.' : ''}`,
    tone: 'err',
    answers: [
      { id: 'cancel', label: 'Cancel', safe: true },
      { id: 'delete', label: 'Delete', kind: 'stop' },
    ],
  });
  focusTree();
  if (answer !== 'delete') return;
  const done = await client().call('files.delete', { projectId: project.id, path });
  if (!done.ok) {
    toastFailure(done.error);
    return;
  }
  const at = parent?.entries.findIndex((other) => other.name === nameOf(path)) ?? -1;
  const next = parent?.entries[at + 1] ?? parent?.entries[at - 1];
  selectPath(next ? joinPath(parentOf(path), next.name) : parentOf(path) || null);
  await runCommand('editor.pathDeleted', path);
  await readFolder(parentOf(path));
}

export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ tone: 'ok', title: `${what} copied`, text, tag: 'copied' });
  } catch {
    toast({
      tone: 'err',
      title: `${what} could not be copied`,
      text: 'The browser does not let this page use the clipboard.',
    });
  }
}

/** @returns the path as the system writes it */
export function absolutePath(path: string): string {
  const root = workspaceStore.getState().project?.root ?? '';
  return path === '' ? root : `${root.replace(/\/$/, '')}/${path}`;
}
