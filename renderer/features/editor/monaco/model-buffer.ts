/** A Monaco model as the text of a document; the model keeps its undo history as long as it lives. */
import type { editor } from 'monaco-editor/editor.js';
import type { TextEdit } from '#core/contract/problem.ts';
import type { TextBuffer } from '../documents/text-buffer.ts';
import { languageOf } from '../languages/language-of.ts';
import type { Monaco } from './load-monaco.ts';

let made = 0;

const NO_COLOURS = { enabled: false, independentColorPoolPerBracketType: false };

export class ModelBuffer implements TextBuffer {
  readonly model: editor.ITextModel;

  constructor(
    private readonly monaco: Monaco,
    path: string,
    text: string,
    eol: '\n' | '\r\n',
  ) {
    const firstLine = text.slice(0, 200).split('\n', 1)[0] ?? '';
    // Names of models are unique and files come back: the number keeps a new document from meeting an old one.
    const uri = monaco.Uri.from({ scheme: 'project', path: `/${path}`, fragment: String(++made) });
    this.model = monaco.editor.createModel(text, languageOf(path, firstLine), uri);
    this.model.setEOL(eol === '\r\n' ? monaco.editor.EndOfLineSequence.CRLF : monaco.editor.EndOfLineSequence.LF);
    // One colour for brackets: pairs are shown by the match at the caret.
    this.model.updateOptions({ bracketColorizationOptions: NO_COLOURS });
    this.model.detectIndentation(languageOf(path) !== 'make', 4);
  }

  text(): string {
    return this.model.getValue();
  }

  length(): number {
    return this.model.getValueLength();
  }

  version(): number {
    return this.model.getAlternativeVersionId();
  }

  replace(text: string): void {
    const { EndOfLineSequence } = this.monaco.editor;
    this.model.pushStackElement();
    const crlf = lineEnd(text) === '\r\n';
    if (crlf !== (this.model.getEOL() === '\r\n') && text.includes('\n')) {
      this.model.pushEOL(crlf ? EndOfLineSequence.CRLF : EndOfLineSequence.LF);
    }
    const now = this.model.getValue();
    const wanted = text.replaceAll('\r\n', '\n').replaceAll('\n', this.model.getEOL());
    // Only the part that differs is replaced, so that cursors and decorations elsewhere stay where they are.
    const { start, end, inserted } = difference(now, wanted);
    const range = this.monaco.Range.fromPositions(this.model.getPositionAt(start), this.model.getPositionAt(end));
    this.model.pushEditOperations([], [{ range, text: inserted }], () => null);
    this.model.pushStackElement();
  }

  apply(edits: readonly TextEdit[]): void {
    this.model.pushStackElement();
    this.model.pushEditOperations(
      [],
      edits.map(({ at, newText }) => ({
        range: this.model.validateRange({
          startLineNumber: at.line,
          startColumn: at.column,
          endLineNumber: at.endLine ?? at.line,
          endColumn: at.endColumn ?? at.column,
        }),
        text: newText,
        forceMoveMarkers: true,
      })),
      () => null,
    );
    this.model.pushStackElement();
  }

  onChange(listener: () => void) {
    return this.model.onDidChangeContent(listener);
  }

  dispose(): void {
    this.model.dispose();
  }
}

function lineEnd(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** The one stretch in which two texts differ; `start` and `end` are offsets in `before`. */
function difference(before: string, after: string): { start: number; end: number; inserted: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  // A pair of surrogates, or of a line end, is not cut in two.
  while (start > 0 && /[\ud800-\udbff\r]/.test(before[start - 1]!)) start--;
  while (tail > 0 && /[\udc00-\udfff\n]/.test(before[before.length - tail]!)) tail--;
  return { start, end: before.length - tail, inserted: after.slice(start, after.length - tail) };
}
