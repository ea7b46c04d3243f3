/** Lines (`:`) and symbols (`@`) of the file at hand in the command field; a place is shown while it is looked for. */
import { activeDocumentStore } from '../../app/active-document.ts';
import { currentGroupId, openEditor } from '../../app/editors.ts';
import { fuzzyMatch, type QuickItem, type QuickPickProvider } from '../../app/quick-pick.ts';
import { symbolIcon } from '../../app/symbol-icon.ts';
import { fileInput } from './file-input.ts';
import { editorOfGroup } from './view/editor-pool.ts';

type Place = { readonly line: number; readonly column: number };

let before: { readonly top: number; readonly line: number; readonly column: number } | null = null;

/** Shows a place without going there for good. */
function peek({ line, column }: Place): void {
  const editor = editorOfGroup(currentGroupId());
  const position = editor?.getPosition();
  if (!editor || !position) return;
  before ??= { top: editor.getScrollTop(), line: position.lineNumber, column: position.column };
  editor.setPosition({ lineNumber: line, column });
  editor.revealLineInCenterIfOutsideViewport(line);
}

function goBack(): void {
  const editor = editorOfGroup(currentGroupId());
  if (before && editor) {
    editor.setPosition({ lineNumber: before.line, column: before.column });
    editor.setScrollTop(before.top);
  }
  before = null;
}

function goTo(path: string, place: Place): void {
  before = null;
  openEditor(fileInput(path, place));
}

export const linePicker: QuickPickProvider = {
  prefix: ':',
  title: 'Go to a line',
  placeholder: 'Line, or line:column',
  empty: 'Open a file first, then type the number of a line.',
  cancelled: goBack,
  items(text) {
    const { active } = activeDocumentStore.getState();
    const model = editorOfGroup(currentGroupId())?.getModel();
    if (!active || !model) return [];
    const [first = '', second = ''] = text.trim().split(':');
    const lines = model.getLineCount();
    if (!/^\d+$/.test(first)) {
      return [
        {
          id: 'hint',
          label: `Type a line from 1 to ${lines}`,
          detail: `now at line ${active.line}, column ${active.column}`,
          run: goBack,
        },
      ];
    }
    const line = Math.min(Math.max(1, Number(first)), lines);
    const column = /^\d+$/.test(second) ? Math.max(1, Number(second)) : 1;
    return [
      {
        id: 'line',
        label: second === '' ? `Go to line ${line}` : `Go to line ${line}, column ${column}`,
        detail: model.getLineContent(line).trim().slice(0, 80),
        run: () => goTo(active.path, { line, column }),
        preview: () => peek({ line, column }),
      },
    ];
  },
};

export const symbolPicker: QuickPickProvider = {
  prefix: '@',
  title: 'Go to a symbol of this file',
  placeholder: 'Name of a function, type or macro',
  empty: 'This file has no symbol of this name.',
  cancelled: goBack,
  items(text) {
    const { active } = activeDocumentStore.getState();
    if (!active) return [];
    const found = active.symbols.flatMap((symbol) => {
      const match = fuzzyMatch(text, symbol.name);
      return match ? [{ symbol, match }] : [];
    });
    if (text.trim() !== '') found.sort((a, b) => b.match.score - a.match.score);
    return found.map(
      ({ symbol, match }, index): QuickItem => ({
        id: `${index}`,
        label: symbol.name,
        matches: match.matches,
        detail: `line ${symbol.line}`,
        icon: symbolIcon(symbol.kind),
        run: () => goTo(active.path, { line: symbol.line, column: 1 }),
        preview: () => peek({ line: symbol.line, column: 1 }),
      }),
    );
  },
};
