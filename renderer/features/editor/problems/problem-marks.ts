/** Places of problems in the text of one file: always inside the text, and never wider than what is meant. */
import type { Problem } from '#core/contract/problem.ts';

export interface ProblemMark {
  /** From 1; `endColumn` is the one after the last character. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly problem: Problem;
}

export interface TextLines {
  readonly count: number;
  /** Line `number` (from 1 to `count`) without its line end. */
  at(number: number): string;
}

/** A problem without a column marks its whole line; one with a column and no end marks the word there. */
export function marksOf(problems: readonly Problem[], path: string, lines: TextLines): readonly ProblemMark[] {
  return problems.flatMap((problem) => {
    const at = problem.at;
    if (!at || at.file !== path || lines.count === 0) return [];
    const line = Math.min(at.line, lines.count);
    const text = lines.at(line);
    const whole = wholeLine(text);
    if (at.line > lines.count) return [{ line, ...whole, endLine: line, problem }];
    const endLine = Math.min(Math.max(at.endLine ?? line, line), lines.count);
    if (at.endColumn !== undefined) {
      const column = clamp(at.column, 1, text.length + 1);
      const endColumn = clamp(at.endColumn, 1, lines.at(endLine).length + 1);
      if (endLine > line || endColumn > column) return [{ line, column, endLine, endColumn, problem }];
    }
    if (at.column <= 1 && !/^\w/.test(text)) return [{ line, ...whole, endLine: line, problem }];
    return [{ line, ...wordAt(text, at.column), endLine: line, problem }];
  });
}

/** The most severe problem of each line, in the order of lines: only one message fits behind a line. */
export function worstByLine(marks: readonly ProblemMark[]): readonly ProblemMark[] {
  const byLine = new Map<number, ProblemMark>();
  for (const mark of marks) {
    const known = byLine.get(mark.line);
    if (!known || rank(mark.problem) < rank(known.problem)) byLine.set(mark.line, mark);
  }
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

/** 0 for errors: what is worse comes first. */
export function rank(problem: Problem): number {
  return { error: 0, warning: 1, hint: 2 }[problem.severity];
}

/** A title or reason for places that show no code: without its backticks. */
export function plainText(text: string): string {
  return text.replaceAll('`', '');
}

function wholeLine(text: string): { column: number; endColumn: number } {
  const column = text.length - text.trimStart().length + 1;
  const endColumn = text.trimEnd().length + 1;
  return endColumn > column ? { column, endColumn } : { column: 1, endColumn: text.length + 1 };
}

function wordAt(text: string, column: number): { column: number; endColumn: number } {
  if (column > text.length) return wholeLine(text);
  const word = /^(?:\w+|[^\w\s])/.exec(text.slice(column - 1));
  return { column, endColumn: column + (word?.[0].length ?? 1) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
