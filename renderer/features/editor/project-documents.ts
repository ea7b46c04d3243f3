/** The documents of the open project: made when it opens, fed by its watcher, ended when it closes. */
import { createStore } from 'zustand/vanilla';
import { DisposableBag, disposable } from '#core/base/disposable.ts';
import { fail } from '#core/base/result.ts';
import type { Backup } from '#core/contract/files.ts';
import type { Project } from '#core/contract/project.ts';
import { client } from '../../app/client.ts';
import { groupsOf, keyOf } from '../../app/editor-groups.ts';
import { editorStore, openEditor, setDirty } from '../../app/editors.ts';
import { toast, toastFailure } from '../../app/toasts.ts';
import { giveUnsavedTexts } from '../../app/unsaved-texts.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { whyReadOnly } from '../../app/write-access.ts';
import type { DocumentPorts } from './documents/document-ports.ts';
import { Documents } from './documents/documents.ts';
import { fileInput, fileKey } from './file-input.ts';
import { loadMonaco, monacoIfLoaded } from './monaco/load-monaco.ts';
import type { ModelBuffer } from './monaco/model-buffer.ts';

export interface ProjectDocuments {
  readonly project: Project;
  readonly documents: Documents;
}

export const projectDocumentsStore = createStore<{ open: ProjectDocuments | null }>(() => ({ open: null }));

let makeModel: ((path: string, text: string, eol: '\n' | '\r\n') => ModelBuffer) | null = null;

async function editorParts(): Promise<void> {
  const [monaco, { ModelBuffer: Buffer }, { startProblemLayer }] = await Promise.all([
    loadMonaco(),
    import('./monaco/model-buffer.ts'),
    import('./problems/problem-layer.ts'),
  ]);
  startProblemLayer(monaco);
  makeModel = (path, text, eol) => new Buffer(monaco, path, text, eol);
}

function portsOf(project: Project): DocumentPorts {
  const projectId = project.id;
  return {
    read: async (path) => {
      try {
        const [answer] = await Promise.all([client().call('files.read', { projectId, path }), editorParts()]);
        return answer;
      } catch {
        return fail(
          'editor-missing',
          'A part of the editor could not be loaded.',
          'Try again, or load the window again.',
        );
      }
    },
    write: (path, text, baseEtag) => client().call('files.write', { projectId, path, text, baseEtag }),
    saveBackup: (backup) => client().call('backup.save', { projectId, backup }),
    dropBackup: (path) => client().call('backup.drop', { projectId, path }),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return disposable(() => clearTimeout(timer));
    },
    now: () => Date.now(),
  };
}

async function leftBehind(project: Project): Promise<ReadonlyMap<string, Backup>> {
  const answer = await client().call('backup.list', project.id);
  if (!answer.ok) {
    toastFailure(answer.error);
    return new Map();
  }
  return new Map(answer.value.map((backup) => [backup.path, backup]));
}

function enter(project: Project): DisposableBag {
  const bag = new DisposableBag();
  const backups = leftBehind(project);
  const documents = new Documents({
    ports: portsOf(project),
    makeBuffer: (path, text, eol) => {
      if (!makeModel || !monacoIfLoaded()) throw new Error('a document was read before the editor was loaded');
      return makeModel(path, text, eol);
    },
    readOnly: whyReadOnly(project),
    backups,
    onDirty: (path, dirty) => setDirty(fileKey(path), dirty),
  });
  projectDocumentsStore.setState({ open: { project, documents } });
  bag.add(
    client().subscribe('files.changes', project.id, {
      onEvents: (events) => {
        const paths = events.flatMap((event) => event.paths);
        documents.noteChanges({ paths, overflow: events.some((event) => event.overflow) });
      },
    }),
  );
  const stop = editorStore.subscribe((now, before) => {
    if (now.layout !== before.layout && !holding) documents.keepOnly(pathsInTabs());
  });
  bag.add(disposable(stop));
  bag.add(disposable(() => void documents.dispose()));
  void backups.then((found) => showRestored(project, [...found.values()]));
  return bag;
}

let holding = false;

/** Carries out several changes of tabs; no document is closed between them. */
export function holdDocuments(work: () => void): void {
  holding = true;
  try {
    work();
  } finally {
    holding = false;
    projectDocumentsStore.getState().open?.documents.keepOnly(pathsInTabs());
  }
}

/** Files that a tab shows, as text or in a comparison. */
function pathsInTabs(): ReadonlySet<string> {
  const inputs = groupsOf(editorStore.getState().layout.root).flatMap((group) => group.tabs.map((tab) => tab.input));
  return new Set(inputs.filter((input) => input.kind === 'file' || input.kind === 'compare').map((input) => input.id));
}

/** Unsaved text of an earlier window gets a tab, and a word about it. */
function showRestored(project: Project, backups: readonly Backup[]): void {
  if (backups.length === 0 || projectDocumentsStore.getState().open?.project !== project) return;
  const open = new Set(
    groupsOf(editorStore.getState().layout.root).flatMap((group) => group.tabs.map((tab) => keyOf(tab.input))),
  );
  const names = backups.map((backup) => backup.path);
  for (const path of names) {
    if (!open.has(fileKey(path))) openEditor(fileInput(path), { background: true, focus: false });
    projectDocumentsStore.getState().open?.documents.open(path);
  }
  const first = names[0]!;
  toast({
    tone: 'info',
    title:
      names.length === 1 ? `Unsaved text of ${first} came back` : `Unsaved text of ${names.length} files came back`,
    text: names.length === 1 ? 'It is not saved yet.' : `${names.slice(0, 4).join(', ')}. None of it is saved yet.`,
    action: { label: 'Show', run: () => openEditor(fileInput(first)) },
    tag: 'restored',
  });
}

/** Follows the workspace from now on; called once, at start. */
export function startDocuments(): void {
  let bag: DisposableBag | null = null;
  let shown: string | null = null;
  const follow = (project: Project | null) => {
    // What can be written changes with trust: the documents are opened anew with their unsaved text.
    const identity = project ? `${project.id} ${whyReadOnly(project) ?? ''}` : null;
    if (identity === shown) return;
    shown = identity;
    bag?.dispose();
    bag = null;
    projectDocumentsStore.setState({ open: null });
    if (project) bag = enter(project);
  };
  follow(workspaceStore.getState().project);
  workspaceStore.subscribe(({ project }) => follow(project));
  giveUnsavedTexts(() => projectDocumentsStore.getState().open?.documents.unsavedTexts() ?? []);
  const putAside = () => void projectDocumentsStore.getState().open?.documents.flushBackups();
  window.addEventListener('pagehide', putAside);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') putAside();
  });
}
