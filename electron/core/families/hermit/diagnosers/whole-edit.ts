/** The difference of two texts as one edit: what both begin and end with stays. */
import type { TextEdit } from '../../../contract/problem.ts';

export function wholeEdit(file: string, before: string, after: string): TextEdit[] {
  if (before === after) return [];
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const from = position(before, start);
  const to = position(before, before.length - end);
  const at = { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  return [{ at, newText: after.slice(start, after.length - end) }];
}

function position(text: string, offset: number): { line: number; column: number } {
  const head = text.slice(0, offset);
  return { line: head.split('\n').length, column: offset - head.lastIndexOf('\n') };
}
