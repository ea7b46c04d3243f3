/** The problems of one open text: squiggles, a message behind the line, and places that move along with the text. */
import type { editor, IDisposable } from 'monaco-editor/editor.js';
import type { Problem, TextEdit } from '#core/contract/problem.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import { marksOf, type ProblemMark, plainText, worstByLine } from './problem-marks.ts';

const OWNER = 'studio';
const LONGEST_MESSAGE = 140;

export class ModelProblems implements IDisposable {
  private marks: readonly { readonly mark: ProblemMark; readonly id: string }[] = [];
  private editIds = new Map<TextEdit, string>();
  private decorations: string[] = [];

  constructor(
    private readonly monaco: Monaco,
    readonly model: editor.ITextModel,
  ) {}

  /** @param path of the file, as problems name it */
  set(problems: readonly Problem[], path: string): void {
    const { model, monaco } = this;
    const lines = { count: model.getLineCount(), at: (line: number) => model.getLineContent(line) };
    const marks = marksOf(problems, path, lines);
    const edits = problems.flatMap((problem) =>
      problem.fixes.flatMap((fix) => (fix.kind === 'edit' ? fix.edits.filter((edit) => edit.at.file === path) : [])),
    );
    const worst = worstByLine(marks);
    const inline = worst.flatMap((mark) => [this.message(mark, marks), this.stripe(mark)]);
    const never = monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges;
    const ids = model.deltaDecorations(this.decorations, [
      ...marks.map((mark) => ({ range: rangeOf(mark), options: { stickiness: never } })),
      ...edits.map(({ at }) => ({
        range: new monaco.Range(at.line, at.column, at.endLine ?? at.line, at.endColumn ?? at.column),
        options: { stickiness: never },
      })),
      ...inline,
    ]);
    this.decorations = ids;
    this.marks = marks.map((mark, index) => ({ mark, id: ids[index]! }));
    this.editIds = new Map(edits.map((edit, index) => [edit, ids[marks.length + index]!]));
    monaco.editor.setModelMarkers(
      model,
      OWNER,
      marks.map((mark) => ({
        ...rangeOf(mark),
        severity: this.severity(mark.problem),
        message: [plainText(mark.problem.title), mark.problem.why ? plainText(mark.problem.why) : '']
          .filter(Boolean)
          .join('\n'),
      })),
    );
  }

  /** Problems whose place touches these lines now, worst first as they were given. */
  onLines(first: number, last: number): readonly Problem[] {
    return this.marks.flatMap(({ mark, id }) => {
      const range = this.model.getDecorationRange(id);
      return range && range.startLineNumber <= last && range.endLineNumber >= first ? [mark.problem] : [];
    });
  }

  /** Where an edit of a fix belongs after what was typed since. */
  place(edit: TextEdit): TextEdit {
    const id = this.editIds.get(edit);
    const range = id === undefined ? null : this.model.getDecorationRange(id);
    if (!range) return edit;
    return {
      newText: edit.newText,
      at: {
        file: edit.at.file,
        line: range.startLineNumber,
        column: range.startColumn,
        endLine: range.endLineNumber,
        endColumn: range.endColumn,
      },
    };
  }

  dispose(): void {
    if (this.model.isDisposed()) return;
    this.model.deltaDecorations(this.decorations, []);
    this.monaco.editor.setModelMarkers(this.model, OWNER, []);
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
        stickiness: this.monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
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
    const colour = {
      error: 'minimap.errorHighlight',
      warning: 'minimap.warningHighlight',
      hint: 'minimap.infoHighlight',
    };
    return {
      range: new this.monaco.Range(
        line,
        this.model.getLineFirstNonWhitespaceColumn(line) || 1,
        line,
        this.model.getLineMaxColumn(line),
      ),
      options: {
        stickiness: this.monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
        minimap: {
          color: { id: colour[mark.problem.severity] },
          position: this.monaco.editor.MinimapPosition.Inline,
        },
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

function rangeOf(mark: ProblemMark) {
  return {
    startLineNumber: mark.line,
    startColumn: mark.column,
    endLineNumber: mark.endLine,
    endColumn: mark.endColumn,
  };
}
