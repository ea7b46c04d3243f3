/** One stay of a text in a group's editor: caret and scroll come back, the caret is told to the window, bulbs are shown. */
import type { editor } from 'monaco-editor/editor.js';
import { type Disposable, DisposableBag, disposable } from '#core/base/disposable.ts';
import { outlineOf } from '#core/engines/outline/outline-of.ts';
import { activeDocumentStore } from '../../../app/active-document.ts';
import { problemStore } from '../../../app/activity.ts';
import { type EditorInput, keyOf } from '../../../app/editor-groups.ts';
import { renameEditor } from '../../../app/editors.ts';
import type { TextDocument } from '../documents/text-document.ts';
import { nameOf, placeOf } from '../file-input.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import type { ModelBuffer } from '../monaco/model-buffer.ts';
import { problemsOnLine } from '../problems/problem-places.ts';
import { takeEditor } from './editor-pool.ts';
import { ViewStates } from './view-states.ts';

export interface SessionSubject {
  readonly root: string;
  readonly document: TextDocument;
  readonly buffer: ModelBuffer;
  readonly groupId: string;
}

const SAVE_VIEW_MS = 300;
const OUTLINE_MS = 250;
let viewStates: { root: string; states: ViewStates } | null = null;

function viewStatesOf(root: string): ViewStates {
  if (viewStates?.root !== root) viewStates = { root, states: new ViewStates(root) };
  return viewStates.states;
}

/** The shell gives the focus to what is marked so; the browser must not scroll the text for it. */
function prepareFocus(editor: editor.IStandaloneCodeEditor): void {
  const field = editor.getDomNode()?.querySelector('textarea');
  if (!field || field.dataset.autofocus !== undefined) return;
  field.dataset.autofocus = '';
  field.focus = () => HTMLElement.prototype.focus.call(field, { preventScroll: true });
}

export class EditorSession implements Disposable {
  private readonly editor: editor.IStandaloneCodeEditor;
  private readonly bag = new DisposableBag();
  private readonly views: ViewStates;
  private readonly bulb: editor.IEditorDecorationsCollection;
  private focused = false;
  private placed = false;
  private ended = false;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private outlineTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly monaco: Monaco,
    private readonly subject: SessionSubject,
    host: HTMLElement,
  ) {
    const { document, buffer, groupId, root } = subject;
    const { editor, element } = takeEditor(monaco, groupId, host);
    this.editor = editor;
    this.views = viewStatesOf(root);
    editor.setModel(buffer.model);
    editor.updateOptions({ ariaLabel: nameOf(document.path) });
    this.bulb = editor.createDecorationsCollection();
    prepareFocus(editor);
    this.bag.add(disposable(() => element.remove()));
    this.bag.add(editor.onDidChangeCursorSelection(() => this.caretMoved()));
    this.bag.add(editor.onDidScrollChange(() => this.saveViewSoon()));
    this.bag.add(editor.onDidFocusEditorText(() => this.tell()));
    this.bag.add(buffer.model.onDidChangeContent(() => this.outlineSoon()));
    this.bag.add(editor.onMouseDown((event) => this.pressed(event)));
    this.bag.add(disposable(problemStore.subscribe(() => this.showBulb())));
    void this.restoreView();
  }

  setFocused(focused: boolean): void {
    this.focused = focused;
    if (focused) this.tell();
  }

  setReadOnly(reason: string | null): void {
    this.editor.updateOptions({
      readOnly: reason !== null,
      readOnlyMessage: { value: reason ?? '' },
    });
  }

  /** Goes to the place that the input asks for, once: what stays in the tab is the file. */
  show(input: EditorInput): void {
    const place = placeOf(input);
    if (!place) return;
    this.placed = true;
    this.goTo(place.line, place.column);
    const { data: _, ...rest } = input;
    queueMicrotask(() => renameEditor(keyOf(input), rest));
  }

  /** Below the caret, in pixels of the window. */
  caretPoint(): { readonly x: number; readonly y: number } | null {
    const position = this.editor.getPosition();
    const place = position && this.editor.getScrolledVisiblePosition(position);
    const box = this.editor.getDomNode()?.getBoundingClientRect();
    return place && box ? { x: box.left + place.left, y: box.top + place.top + place.height } : null;
  }

  dispose(): void {
    clearTimeout(this.saveTimer);
    clearTimeout(this.outlineTimer);
    if (this.editor.getModel() === this.subject.buffer.model) {
      this.saveView();
      this.editor.setModel(null);
    }
    this.ended = true;
    this.bulb.clear();
    this.bag.dispose();
    if (this.focused && activeDocumentStore.getState().active?.path === this.subject.document.path) {
      activeDocumentStore.setState({ active: null });
    }
  }

  private goTo(line: number, column: number): void {
    const { model } = this.subject.buffer;
    const position = model.validatePosition({ lineNumber: line, column });
    this.editor.setPosition(position);
    // An editor that came to this place a moment ago has not measured it yet: everything would be outside of its few pixels.
    this.editor.layout();
    this.editor.revealPositionInCenterIfOutsideViewport(position);
  }

  private async restoreView(): Promise<void> {
    const { groupId, document, buffer } = this.subject;
    const state = await this.views.get(groupId, document.path);
    if (this.ended || this.placed || this.editor.getModel() !== buffer.model) return;
    if (state) this.editor.restoreViewState(state);
    this.caretMoved();
  }

  private caretMoved(): void {
    this.saveViewSoon();
    this.showBulb();
    if (this.focused) this.tell();
  }

  /** Tells the window where the caret is. */
  private tell(): void {
    const selection = this.editor.getSelection();
    const { document, buffer } = this.subject;
    if (!selection || this.ended) return;
    const before = activeDocumentStore.getState().active;
    const same = before?.path === document.path;
    activeDocumentStore.setState({
      active: {
        path: document.path,
        line: selection.positionLineNumber,
        column: selection.positionColumn,
        selected: selection.isEmpty() ? 0 : buffer.model.getValueLengthInRange(selection),
        symbols: same ? before.symbols : [],
      },
    });
    if (!same) this.outline();
  }

  private outlineSoon(): void {
    clearTimeout(this.outlineTimer);
    this.outlineTimer = setTimeout(() => this.outline(), OUTLINE_MS);
  }

  private outline(): void {
    const { document, buffer } = this.subject;
    const { active } = activeDocumentStore.getState();
    if (this.ended || active?.path !== document.path) return;
    const symbols = outlineOf(document.path, buffer.model.getValue());
    activeDocumentStore.setState({ active: { ...active, symbols } });
  }

  private saveViewSoon(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.saveView(), SAVE_VIEW_MS);
  }

  private saveView(): void {
    const state = this.editor.saveViewState();
    if (state) this.views.set(this.subject.groupId, this.subject.document.path, state);
  }

  /** A bulb beside the caret's line where a problem has a way out. */
  private showBulb(): void {
    const line = this.editor.getPosition()?.lineNumber;
    const fixable =
      line !== undefined &&
      problemsOnLine(this.subject.buffer.model, line).some((problem) =>
        problem.fixes.some((fix) => fix.kind !== 'dead-end'),
      );
    if (!fixable) {
      this.bulb.clear();
      return;
    }
    this.bulb.set([
      {
        range: new this.monaco.Range(line, 1, line, 1),
        options: {
          glyphMarginClassName: 'problem-bulb',
          glyphMarginHoverMessage: { value: 'Show fixes (Ctrl+.)' },
        },
      },
    ]);
  }

  private pressed(event: editor.IEditorMouseEvent): void {
    const { target } = event;
    if (target.type !== this.monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN) return;
    const line = target.position?.lineNumber;
    if (line === undefined || problemsOnLine(this.subject.buffer.model, line).length === 0) return;
    this.editor.setPosition({
      lineNumber: line,
      column: this.editor.getModel()?.getLineFirstNonWhitespaceColumn(line) || 1,
    });
    this.editor.trigger('bulb', 'editor.action.quickFix', null);
  }
}
