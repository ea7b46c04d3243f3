/** The commands of the editor: saving, going to places, and Monaco's own actions for the palette and the keys. */
import type { Fix } from '#core/contract/problem.ts';
import { activeDocumentStore } from '../../app/active-document.ts';
import { type Command, CommandFailed, registerCommand } from '../../app/commands.ts';
import { keyOf } from '../../app/editor-groups.ts';
import { currentEditor, currentGroupId, dropEditor, openEditor, openInputs, renameEditor } from '../../app/editors.ts';
import { openQuickPick } from '../../app/quick-pick.ts';
import { saveOthers } from '../../app/savers.ts';
import { settingsStore, updateSettings } from '../../app/settings.ts';
import { toastFailure } from '../../app/toasts.ts';
import type { TextDocument } from './documents/text-document.ts';
import { COMPARE, FILE, fileInput, fileKey, nameOf } from './file-input.ts';
import { runFix } from './problems/run-fix.ts';
import { holdDocuments, projectDocumentsStore } from './project-documents.ts';
import { editorOfGroup } from './view/editor-pool.ts';

function documents() {
  return projectDocumentsStore.getState().open?.documents;
}

function currentDocument(): TextDocument | undefined {
  const input = currentEditor();
  return input?.kind === FILE || input?.kind === COMPARE ? documents()?.get(input.id) : undefined;
}

const needsFile = () => (currentDocument() ? true : 'No file is open in the editor.');

async function save(): Promise<void> {
  const document = currentDocument();
  const saved = await document?.save();
  // What differs on disk is said above the text, with what can be done.
  if (saved && !saved.ok && saved.error.code !== 'changed-on-disk') toastFailure(saved.error);
}

async function saveAll(): Promise<void> {
  const failed = (await documents()?.saveAll()) ?? [];
  const first = failed[0];
  if (!first) {
    if (!(await saveOthers())) throw new CommandFailed('The configuration could not be saved.');
    return;
  }
  openEditor(fileInput(first.path));
  const more = failed.length > 1 ? ` And ${failed.length - 1} more could not be saved.` : '';
  // Thrown, so that what was to come after the save (a build) does not.
  throw new CommandFailed(`${first.failure.message}${more}`);
}

/** An action of Monaco's in the editor that has the window's attention. */
function action(id: string, title: string, monacoId: string, keys?: string): Command {
  const editor = () => (currentEditor()?.kind === FILE ? editorOfGroup(currentGroupId()) : null);
  return {
    id,
    title,
    category: 'Editor',
    ...(keys ? { keys } : {}),
    when: () => editor()?.hasTextFocus() ?? false,
    enabled: () => (editor() ? true : 'No file is open in the editor.'),
    run: () => {
      const target = editor();
      target?.focus();
      target?.trigger('command', monacoId, null);
    },
  };
}

const commands: readonly Command[] = [
  { id: 'file.save', title: 'Save', category: 'File', keys: 'Mod+S', enabled: needsFile, run: save },
  { id: 'file.saveAll', title: 'Save all', category: 'File', keys: 'Mod+Alt+S', run: saveAll },
  {
    id: 'file.revert',
    title: 'Revert to the file on disk',
    category: 'File',
    enabled: needsFile,
    run: async () => {
      const reverted = await currentDocument()?.revert();
      if (reverted && !reverted.ok) toastFailure(reverted.error);
    },
  },
  {
    id: 'file.compare',
    title: 'Compare with the file on disk',
    category: 'File',
    enabled: needsFile,
    run: () => {
      const document = currentDocument();
      if (document) openEditor(compareInput(document.path));
    },
  },
  {
    id: 'editor.goToSymbol',
    title: 'Go to a symbol of this file',
    category: 'Editor',
    keys: 'Mod+Shift+O',
    enabled: needsFile,
    run: () => openQuickPick('@'),
  },
  {
    id: 'editor.wordWrap',
    title: 'Wrap long lines, or not',
    category: 'Editor',
    keys: 'Alt+Z',
    run: () => updateSettings({ editorWordWrap: !settingsStore.getState().settings.editorWordWrap }),
  },
  {
    id: 'editor.minimap',
    title: 'Show or hide the minimap',
    category: 'Editor',
    run: () => updateSettings({ editorMinimap: !settingsStore.getState().settings.editorMinimap }),
  },
  action('editor.undo', 'Undo', 'undo'),
  action('editor.redo', 'Redo', 'redo'),
  action('editor.find', 'Find in this file', 'actions.find'),
  action('editor.replace', 'Replace in this file', 'editor.action.startFindReplaceAction'),
  action('editor.quickFix', 'Show fixes', 'editor.action.quickFix', 'Mod+.'),
  action('editor.comment', 'Comment lines, or not', 'editor.action.commentLine'),
  action('editor.selectOccurrences', 'Select all occurrences', 'editor.action.selectHighlights'),
  action('editor.fold', 'Fold everything', 'editor.foldAll'),
  action('editor.unfold', 'Unfold everything', 'editor.unfoldAll'),
  action('editor.trim', 'Remove blanks at the ends of lines', 'editor.action.trimTrailingWhitespace'),
  { id: 'editor.applyFix', title: 'Apply a fix', hidden: true, run: (fix) => runFix(fix as Fix) },
  {
    id: 'editor.previewFix',
    title: 'Preview a fix',
    hidden: true,
    run: (fix) => {
      const edit = fix as Extract<Fix, { kind: 'edit' }>;
      const path = edit.edits[0]?.at.file;
      if (path) openEditor({ ...compareInput(path), id: path, title: `${nameOf(path)}: preview`, data: { fix: edit } });
    },
  },
  {
    id: 'editor.pathMoved',
    title: 'Follow a renamed file',
    hidden: true,
    run: (from, to) => {
      const [before, after] = [String(from), String(to)];
      const paths = [...(documents()?.store.getState().states.keys() ?? [])];
      holdDocuments(() => {
        documents()?.moved(before, after);
        for (const path of paths) {
          if (path !== before && !path.startsWith(`${before}/`)) continue;
          renameEditor(fileKey(path), fileInput(after + path.slice(before.length)));
        }
      });
      const active = activeDocumentStore.getState().active;
      if (active?.path === before) activeDocumentStore.setState({ active: { ...active, path: after } });
    },
  },
  {
    id: 'editor.pathDeleted',
    title: 'Close a deleted file',
    hidden: true,
    run: (path) => {
      const gone = String(path);
      for (const { kind, id } of openInputs()) {
        if ((kind !== FILE && kind !== COMPARE) || (id !== gone && !id.startsWith(`${gone}/`))) continue;
        documents()?.close(id, true);
        dropEditor(keyOf({ kind, id }));
      }
    },
  },
];

function compareInput(path: string) {
  return { kind: COMPARE, id: path, title: `${nameOf(path)}: compare`, detail: `${path}: on disk and here` };
}

export function registerEditorCommands(): void {
  for (const command of commands) registerCommand(command);
}
