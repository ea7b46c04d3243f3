/** What the editor adds to the window: tabs of files and comparisons, their commands, the cells of the status bar. */
import { FileCog, FileText, GitCompare } from 'lucide-react';
import { createStore } from 'zustand/vanilla';
import { problemStore } from '../../app/activity.ts';
import { registerEditorKind, registerStatusItem } from '../../app/contributions.ts';
import { ask } from '../../app/dialogs.ts';
import type { EditorInput } from '../../app/editor-groups.ts';
import { fileIcon } from '../../app/file-icon.ts';
import { onIdle } from '../../app/idle.ts';
import { registerQuickPick } from '../../app/quick-pick.ts';
import { toastFailure } from '../../app/toasts.ts';
import { registerEditorCommands } from './editor-commands.ts';
import { COMPARE, FILE } from './file-input.ts';
import { loadMonaco } from './monaco/load-monaco.ts';
import { linePicker, symbolPicker } from './place-pickers.ts';
import { startFileProblems } from './problems/file-problems.ts';
import { projectDocumentsStore, startDocuments } from './project-documents.ts';
import { EditorStatus } from './view/editor-status.tsx';

/** Files with problems, for the colour of their tabs. */
const troubleStore = createStore<{ errors: ReadonlySet<string>; warnings: ReadonlySet<string> }>(() => ({
  errors: new Set(),
  warnings: new Set(),
}));
problemStore.subscribe(({ problems }) => {
  const files = (severity: string) =>
    new Set(problems.flatMap(({ problem }) => (problem.severity === severity && problem.at ? [problem.at.file] : [])));
  troubleStore.setState({ errors: files('error'), warnings: files('warning') });
});

async function mayClose({ id, title }: EditorInput): Promise<boolean> {
  const document = projectDocumentsStore.getState().open?.documents.get(id);
  if (!document?.dirty) return true;
  const answer = await ask({
    title: `Save ${title} before it closes?`,
    text: 'Its last changes are not saved. Without saving they are gone.',
    tone: 'warn',
    answers: [
      { id: 'discard', label: 'Don’t save', kind: 'stop' },
      { id: 'cancel', label: 'Cancel', safe: true },
      { id: 'save', label: 'Save' },
    ],
  });
  if (answer === 'discard') {
    projectDocumentsStore.getState().open?.documents.close(id, true);
    return true;
  }
  if (answer !== 'save') return false;
  const saved = await document.save();
  if (!saved.ok) toastFailure(saved.error);
  return saved.ok;
}

registerEditorKind({
  kind: FILE,
  icon: ({ id }) => fileIcon(id),
  tone: ({ id }) => {
    const { errors, warnings } = troubleStore.getState();
    return errors.has(id) ? 'err' : warnings.has(id) ? 'warn' : undefined;
  },
  watch: troubleStore,
  load: () => import('./view/file-editor.tsx'),
  beforeClose: mayClose,
});

registerEditorKind({
  kind: COMPARE,
  icon: () => GitCompare,
  load: () => import('./view/compare-editor.tsx'),
  restore: false,
});

registerEditorKind({
  kind: 'config-text',
  icon: () => FileCog,
  note: 'in step with the tree',
  load: () => import('./config/config-text-view.tsx'),
});
registerEditorKind({
  kind: 'config-file',
  icon: () => FileText,
  load: () => import('./config/config-file-view.tsx'),
});

registerStatusItem({ id: 'editor', side: 'right', order: 10, Component: EditorStatus });
registerQuickPick(linePicker);
registerQuickPick(symbolPicker);
registerEditorCommands();
startDocuments();
startFileProblems();
// The first file then opens at once; a failure shows when somebody opens one.
onIdle(() => Promise.all([loadMonaco(), import('./view/file-editor.tsx')]).catch(() => undefined));
