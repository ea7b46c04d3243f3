/** Applies text edits of a fix to a plain text, as Monaco would to a model. */
import type { TextEdit } from '#core/contract/problem.ts';

/** Offsets of the starts of all lines. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function offsetOf(text: string, starts: readonly number[], line: number, column: number): number {
  if (line > starts.length) return text.length;
  const start = starts[line - 1]!;
  let end = starts[line] === undefined ? text.length : starts[line]! - 1;
  if (end > start && text[end - 1] === '\r') end--;
  return Math.min(start + column - 1, end);
}

/**
 * Lines and columns beyond the text are taken back to its end. Of edits at one place the first given comes first.
 * @returns null where two edits overlap: nobody can know what was meant
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | null {
  const starts = lineStarts(text);
  const spans = edits
    .map(({ at, newText }, order) => {
      const start = offsetOf(text, starts, at.line, at.column);
      const end = offsetOf(text, starts, at.endLine ?? at.line, at.endColumn ?? at.column);
      return { start, end: Math.max(start, end), newText, order };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let result = '';
  let done = 0;
  for (const { start, end, newText } of spans) {
    if (start < done) return null;
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}
