/** What the diagnosers of all families share: lines of the log that match, and problems found earlier that they improve. */
import type { Problem, SourceRange } from '../contract/problem.ts';
import type { DiagnosisInput } from './family.ts';

export interface MatchedLine {
  readonly match: RegExpExecArray;
  readonly text: string;
  /** Number in the whole log, from 1. */
  readonly number: number;
}

export function matchingLines({ lines, firstLine }: DiagnosisInput, pattern: RegExp): readonly MatchedLine[] {
  return lines.flatMap((text, index) => {
    const match = pattern.exec(text);
    return match ? [{ match, text, number: firstLine + index }] : [];
  });
}

/** Where a problem stands in the log: the place of one that was found there already, else the line itself. */
export function evidenceOf({ found }: DiagnosisInput, { number }: MatchedLine): Problem['evidence'] {
  const known = found.find(({ evidence }) => evidence.firstLine <= number && number <= evidence.lastLine);
  return known?.evidence ?? { firstLine: number, lastLine: number };
}

export function startOf(file: string): SourceRange {
  return { file, line: 1, column: 1 };
}

/** Range of one line of a file of the project, from its first character that is not blank; null where it has no such line. */
export function lineRange(text: string | undefined, file: string, line: number): SourceRange | null {
  const content = text?.split(/\r?\n/)[line - 1];
  if (content === undefined) return null;
  const indent = content.length - content.trimStart().length;
  return { file, line, column: indent + 1, endLine: line, endColumn: Math.max(indent + 2, content.length + 1) };
}
