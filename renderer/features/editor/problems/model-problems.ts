/**
 * The problems of one open text: squiggles, a message behind the line, and places that move along with the text. Where
 * the text itself was changed since, nothing is claimed any more until the next build.
 */
import type { editor, IDisposable, Range } from 'monaco-editor/editor.js';
import type { Problem, TextEdit } from '#core/contract/problem.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import { marksOf, type ProblemMark, plainText, worstByLine } from './problem-marks.ts';

const OWNER = 'studio';
const LONGEST_MESSAGE = 140;

interface TrackedProblem {
  readonly problem: Problem;
  readonly id: string;
  /** What stood there when the problem was found. */
  readonly text: string;
}

export class ModelProblems implements IDisposable {
  private tracked: readonly TrackedProblem[] = [];
  private editIds = new Map<TextEdit, string>();
  private places: string[] = [];
  private shown: string[] = [];
  private live: readonly TrackedProblem[] = [];
  private readonly listener: IDisposable;

  constructor(
    private readonly monaco: Monaco,
    readonly model: editor.ITextModel,
  ) {
    this.listener = model.onDidChangeContent(() => this.refresh());
  }

  /** @param path of the file, as problems name it */
  set(problems: readonly Problem[], path: string): void {
    const { model, monaco } = this;
    const lines = { count: model.getLineCount(), at: (line: number) => model.getLineContent(line) };
    const marks = marksOf(problems, path, lines);
    const edits = problems.flatMap((problem) =>
      problem.fixes.flatMap((fix) => (fix.kind === 'edit' ? fix.edits.filter((edit) => edit.at.file === path) : [])),
    );
    const options = { stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges };
    const ids = model.deltaDecorations(this.places, [
      ...marks.map((mark) => ({ range: rangeOf(mark), options })),
      ...edits.map(({ at }) => ({
        range: new monaco.Range(at.line, at.column, at.endLine ?? at.line, at.endColumn ?? at.column),
        options,
      })),
    ]);
    this.places = ids;
    this.tracked = marks.map((mark, index) => ({
      problem: mark.problem,
      id: ids[index]!,
      text: model.getValueInRange(rangeOf(mark)),
    }));
    this.editIds = new Map(edits.map((edit, index) => [edit, ids[marks.length + index]!]));
    this.live = [];
    this.refresh(true);
  }

  /** Problems whose place touches these lines now, worst first as they were given. */
  onLines(first: number, last: number): readonly Problem[] {
    return this.live.flatMap(({ problem, id }) => {
      const range = this.model.getDecorationRange(id);
      return range && range.startLineNumber <= last && range.endLineNumber >= first ? [problem] : [];
    });
  }

  /** Where an edit of a fix belongs after what was typed since. */
  place(edit: TextEdit): TextEdit {
    const id = this.editIds.get(edit);
    const range = id === undefined ? null : this.model.getDecorationRange(id);
    if (!range) return edit;
    const { startLineNumber: line, startColumn: column, endLineNumber: endLine, endColumn } = range;
    return { newText: edit.newText, at: { file: edit.at.file, line, column, endLine, endColumn } };
  }

  dispose(): void {
    this.listener.dispose();
    if (this.model.isDisposed()) return;
    this.model.deltaDecorations([...this.places, ...this.shown], []);
    this.monaco.editor.setModelMarkers(this.model, OWNER, []);
  }

  /** Draws again when a problem's text was changed, or came back by undo. */
  private refresh(always = false): void {
    const { model, monaco } = this;
    const live = this.tracked.filter(({ id, text }) => {
      const range = model.getDecorationRange(id);
      return range !== null && model.getValueInRange(range) === text;
    });
    if (!always && live.length === this.live.length && live.every((entry, index) => entry === this.live[index])) return;
    this.live = live;
    const marks = live.map(({ problem, id }) => markOf(problem, model.getDecorationRange(id)!));
    const worst = worstByLine(marks);
    this.shown = model.deltaDecorations(
      this.shown,
      worst.flatMap((mark) => [this.message(mark, marks), this.stripe(mark)]),
    );
    monaco.editor.setModelMarkers(
      model,
      OWNER,
      marks.map((mark) => ({
        ...rangeOf(mark),
        severity: this.severity(mark.problem),
        message: [mark.problem.title, mark.problem.why ?? ''].filter(Boolean).map(plainText).join('\n'),
      })),
    );
  }

  private message(mark: ProblemMark, all: readonly ProblemMark[]): editor.IModelDeltaDecoration {
    const { severity, title } = mark.problem;
    const others = all.filter((other) => other.line === mark.line).length - 1;
    const text = plainText(title);
    const short = text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE - 1)}…` : text;
    const end = this.model.getLineMaxColumn(mark.line);
    return {
      range: new this.monaco.Range(mark.line, end, mark.line, end),
      options: {
        // Grows: what is typed at the end of the line comes before the message.
        stickiness: this.monaco.editor.TrackedRangeStickiness.GrowsOnlyWhenTypingBefore,
        showIfCollapsed: true,
        after: {
          content: `${short.replaceAll(' ', '\u00a0')}${others > 0 ? `\u00a0(+${others})` : ''}`,
          inlineClassName: `problem-message problem-message--${severity}`,
          inlineClassNameAffectsLetterSpacing: true,
          cursorStops: this.monaco.editor.InjectedTextCursorStops.None,
        },
      },
    };
  }

  /** The whole line in the minimap. */
  private stripe(mark: ProblemMark): editor.IModelDeltaDecoration {
    const { line } = mark;
    const first = this.model.getLineFirstNonWhitespaceColumn(line) || 1;
    const colour = {
      error: 'minimap.errorHighlight',
      warning: 'minimap.warningHighlight',
      hint: 'minimap.infoHighlight',
    }[mark.problem.severity];
    return {
      range: new this.monaco.Range(line, first, line, this.model.getLineMaxColumn(line)),
      options: {
        stickiness: this.monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
        minimap: { color: { id: colour }, position: this.monaco.editor.MinimapPosition.Inline },
      },
    };
  }

  private severity(problem: Problem) {
    const { MarkerSeverity } = this.monaco;
    return { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, hint: MarkerSeverity.Info }[
      problem.severity
    ];
  }
}

function markOf(problem: Problem, range: Range): ProblemMark {
  const { startLineNumber: line, startColumn: column, endLineNumber: endLine, endColumn } = range;
  return { problem, line, column, endLine, endColumn };
}

function rangeOf(mark: ProblemMark) {
  return {
    startLineNumber: mark.line,
    startColumn: mark.column,
    endLineNumber: mark.endLine,
    endColumn: mark.endColumn,
  };
}
