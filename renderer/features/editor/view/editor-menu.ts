/** The menu of the text: what can be done at the caret or with the selection. */
import { runCommand } from '../../../app/commands.ts';
import { currentGroupId } from '../../../app/editors.ts';
import { keysOf } from '../../../app/keybindings.ts';
import type { MenuItem } from '../../../ui/menu.tsx';
import { editorOfGroup } from './editor-pool.ts';

function monacoAction(id: string): void {
  const editor = editorOfGroup(currentGroupId());
  editor?.focus();
  editor?.trigger('menu', id, null);
}

export function editorMenu(readOnly: boolean): readonly MenuItem[] {
  const command = (id: string, label: string): MenuItem => ({
    id,
    label,
    keys: keysOf(id),
    onSelect: () => void runCommand(id),
  });
  const action = (id: string, label: string, keys: string, writes = false): MenuItem => ({
    id,
    label,
    keys,
    disabled: writes && readOnly,
    onSelect: () => monacoAction(id),
  });
  return [
    command('editor.quickFix', 'Show fixes'),
    command('editor.goToSymbol', 'Go to a symbol of this file'),
    { id: 'line-1', separator: true },
    action('editor.action.clipboardCutAction', 'Cut', 'Ctrl+X', true),
    action('editor.action.clipboardCopyAction', 'Copy', 'Ctrl+C'),
    action('editor.action.clipboardPasteAction', 'Paste', 'Ctrl+V', true),
    { id: 'line-2', separator: true },
    action('editor.action.commentLine', 'Comment lines, or not', 'Ctrl+/', true),
    action('actions.find', 'Find', 'Ctrl+F'),
    action('editor.action.startFindReplaceAction', 'Replace', 'Ctrl+H', true),
    { id: 'line-3', separator: true },
    command('palette.commands', 'All commands'),
  ];
}
