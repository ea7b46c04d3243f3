/** One stay of the configuration's text in an editor: its model, its marks, the selected option's line. */
import type { editor } from 'monaco-editor/editor.js';
import { type Disposable, DisposableBag, disposable } from '#core/base/disposable.ts';
import type { TextProblem } from '#core/contract/config.ts';
import { hasCommand, runCommand } from '../../../app/commands.ts';
import { previewedLinesStore, selectedOptionStore } from '../../../app/config/config-activity.ts';
import type { ConfigSession } from '../../../app/config/config-session.ts';
import { settingsStore } from '../../../app/settings.ts';
import { themeStore } from '../../../app/theme.ts';
import { toastFailure } from '../../../app/toasts.ts';
import { changingOptions, fixedOptions } from '../monaco/editor-options.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import { ModelBuffer } from '../monaco/model-buffer.ts';
import { configLines, linesOfTexts, optionOfLine } from './config-lines.ts';
import { TextSync } from './text-sync.ts';

const OWNER = 'configuration';

export class ConfigTextSession implements Disposable {
  private readonly bag = new DisposableBag();
  private readonly buffer: ModelBuffer;
  private readonly editor: editor.IStandaloneCodeEditor;
  private readonly marks: editor.IEditorDecorationsCollection;
  private lines: ReadonlyMap<string, number> = new Map();
  private linesOf = -1;

  constructor(
    private readonly monaco: Monaco,
    private readonly session: ConfigSession,
    host: HTMLElement,
    readOnly: string | null,
  ) {
    const { file } = session.source;
    this.buffer = new ModelBuffer(monaco, file, '', '\n');
    const settings = changingOptions(settingsStore.getState().settings, themeStore.getState().reducedMotion);
    this.editor = monaco.editor.create(host, {
      ...fixedOptions,
      ...settings,
      fontSize: 12,
      lineHeight: 18,
      minimap: { enabled: false },
      glyphMargin: false,
      folding: false,
      overviewRulerLanes: 0,
      lineNumbersMinChars: 4,
      lineDecorationsWidth: 12,
      wordWrap: 'off',
      quickSuggestions: false,
      renderLineHighlightOnlyWhenFocus: true,
      model: this.buffer.model,
      ariaLabel: file,
      readOnly: readOnly !== null,
      readOnlyMessage: { value: readOnly ?? '' },
    });
    this.marks = this.editor.createDecorationsCollection();
    const sync = new TextSync(session, this.buffer, {
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return disposable(() => clearTimeout(timer));
      },
      onProblems: (problems) => this.showProblems(problems),
      onFailure: toastFailure,
      onText: () => {
        // The first text came in at the caret, which is behind it now.
        if (this.linesOf < 0) this.editor.setPosition({ lineNumber: 1, column: 1 });
        this.mark(true);
      },
    });
    this.bag.add(disposable(() => this.buffer.dispose()));
    this.bag.add(disposable(() => this.editor.dispose()));
    this.bag.add(sync);
    this.bag.add(this.editor.onDidBlurEditorText(() => sync.flush()));
    this.bag.add(session.changes.on(() => this.mark(false)));
    this.bag.add(disposable(selectedOptionStore.subscribe(() => this.mark(true))));
    this.bag.add(disposable(previewedLinesStore.subscribe(() => this.mark(true))));
    this.bag.add(this.editor.onDidChangeCursorPosition((event) => this.caretMoved(event)));
  }

  /** The line of the option that is looked at, those that a previewed fix takes away, and all that differ from the saved file. */
  private mark(reveal: boolean): void {
    const { config } = this.session;
    if (!config) return;
    if (this.linesOf !== this.buffer.version()) {
      this.lines = configLines(this.buffer.text(), this.session.source.kind);
      this.linesOf = this.buffer.version();
    }
    const previewed = linesOfTexts(this.buffer.text(), previewedLinesStore.getState().lines);
    const decorations: editor.IModelDeltaDecoration[] = [];
    const add = (line: number, options: editor.IModelDecorationOptions) =>
      decorations.push({ range: new this.monaco.Range(line, 1, line, 1), options });
    if (config.changed > 0)
      for (const [name, line] of this.lines) {
        const option = config.tree.optionOf(name);
        if (option !== undefined && config.states.has(option, 'changed'))
          add(line, { linesDecorationsClassName: 'config-line--changed' });
      }
    const { option } = selectedOptionStore.getState();
    const line = option === null ? undefined : this.lines.get(option);
    for (const at of new Set(line === undefined ? previewed : [line, ...previewed]))
      add(at, { isWholeLine: true, className: 'config-line--selected' });
    this.marks.set(decorations);
    const first = line ?? previewed[0];
    if (reveal && first !== undefined && !this.editor.hasTextFocus())
      this.editor.revealLineInCenterIfOutsideViewport(first);
  }

  private showProblems(problems: readonly TextProblem[]): void {
    const { MarkerSeverity } = this.monaco;
    const severities = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info };
    this.monaco.editor.setModelMarkers(
      this.buffer.model,
      OWNER,
      problems.map((problem) => ({
        severity: severities[problem.severity],
        message: problem.message,
        startLineNumber: problem.line,
        startColumn: problem.column,
        endLineNumber: problem.line,
        endColumn: problem.endColumn,
      })),
    );
  }

  /** A line that the person goes to is looked at in the tree as well. */
  private caretMoved(event: editor.ICursorPositionChangedEvent): void {
    if (!this.editor.hasTextFocus() || event.reason !== this.monaco.editor.CursorChangeReason.Explicit) return;
    const option = optionOfLine(this.buffer.model.getLineContent(event.position.lineNumber));
    if (option === null || option === selectedOptionStore.getState().option) return;
    if (hasCommand('config.selectOption')) void runCommand('config.selectOption', option);
  }

  dispose(): void {
    this.bag.dispose();
  }
}
