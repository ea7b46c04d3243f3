/** One Monaco editor for each editor group, taken along from tab to tab: making one costs more than changing its text. */
import type { editor } from 'monaco-editor/editor.js';
import { groupsOf } from '../../../app/editor-groups.ts';
import { editorStore } from '../../../app/editors.ts';
import { settingsStore } from '../../../app/settings.ts';
import { themeStore } from '../../../app/theme.ts';
import { changingOptions, fixedOptions } from '../monaco/editor-options.ts';
import type { Monaco } from '../monaco/load-monaco.ts';

export interface PooledEditor {
  readonly editor: editor.IStandaloneCodeEditor;
  readonly element: HTMLElement;
}

const pool = new Map<string, PooledEditor>();
let watching = false;

function options() {
  return changingOptions(settingsStore.getState().settings, themeStore.getState().reducedMotion);
}

/** The editor of a group, put into `host`. */
export function takeEditor(monaco: Monaco, groupId: string, host: HTMLElement): PooledEditor {
  let entry = pool.get(groupId);
  if (!entry) {
    const element = document.createElement('div');
    element.className = 'text-view__monaco';
    host.append(element);
    entry = { element, editor: monaco.editor.create(element, { ...fixedOptions, ...options(), model: null }) };
    insertVerbatim(entry);
    pool.set(groupId, entry);
    watch();
  } else host.append(entry.element);
  return entry;
}

/** The text of the group's editor, if it shows one. */
export function editorOfGroup(groupId: string): editor.IStandaloneCodeEditor | null {
  const entry = pool.get(groupId);
  return entry?.element.isConnected ? entry.editor : null;
}

/**
 * Text that arrives in one piece (dictation, an input method's emoji, a test) is no typing: nothing is indented, closed or
 * completed in it.
 */
function insertVerbatim({ editor: target, element }: PooledEditor): void {
  const onBeforeInput = (event: InputEvent) => {
    const { data } = event;
    if (event.inputType !== 'insertText' || event.isComposing || data === null) return;
    if (data.length <= 2 && !data.includes('\n')) return;
    event.preventDefault();
    event.stopPropagation();
    if (target.getRawOptions().readOnly) return;
    const everything = selectsEverything(event.target, target.getModel());
    const ranges = everything ? [everything] : (target.getSelections() ?? []);
    target.pushUndoStop();
    target.executeEdits(
      'input',
      ranges.map((range) => ({ range, text: data, forceMoveMarkers: true })),
    );
    target.pushUndoStop();
    target.revealPositionInCenterIfOutsideViewport(target.getPosition() ?? { lineNumber: 1, column: 1 });
  };
  element.addEventListener('beforeinput', onBeforeInput, true);
}

/** An assistive tool selects in the text field itself; Monaco hears of it only later. */
function selectsEverything(field: EventTarget | null, model: editor.ITextModel | null) {
  if (!(field instanceof HTMLTextAreaElement) || !model || field.value === '') return null;
  if (field.selectionStart !== 0 || field.selectionEnd !== field.value.length) return null;
  return field.value === model.getValue().replaceAll('\r\n', '\n') ? model.getFullModelRange() : null;
}

function watch(): void {
  if (watching) return;
  watching = true;
  const update = () => {
    for (const { editor } of pool.values()) editor.updateOptions(options());
  };
  settingsStore.subscribe(update);
  themeStore.subscribe(update);
  editorStore.subscribe(({ layout }) => {
    const groups = new Set(groupsOf(layout.root).map((group) => group.id));
    for (const [id, entry] of pool) {
      if (groups.has(id) || entry.element.isConnected) continue;
      entry.editor.dispose();
      pool.delete(id);
    }
  });
}
