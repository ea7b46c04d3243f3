/** The words around a problem: its kind, how many ways out there are, what a fix's button says. */
import type { Fix, Problem } from '#core/contract/problem.ts';

/** `gcc.unused-result` → "unused-result" (an option of the compiler), `ld.undefined-reference` → "undefined reference". */
export function kindWord(code: string): string {
  const [tool = '', ...rest] = code.split('.');
  const word = rest.join(' ') || tool;
  return tool === 'gcc' ? word : word.replaceAll('-', ' ');
}

export function waysOut(problem: Problem): string {
  const count = problem.fixes.filter((fix) => fix.kind !== 'dead-end').length;
  if (count === 0) return '';
  if (problem.severity === 'error') return count === 1 ? '1 way out' : `${count} ways out`;
  return count === 1 ? '1 quick fix' : `${count} quick fixes`;
}

/** The second line of a row. */
export function summaryOf(problem: Problem): string {
  return [kindWord(problem.code), problem.at ? `line ${problem.at.line}` : '', waysOut(problem)]
    .filter(Boolean)
    .join(' · ');
}

export function fixVerb(fix: Exclude<Fix, { kind: 'dead-end' }>): string {
  return { edit: 'Apply fix', command: 'Run', open: 'Show', action: 'Do it' }[fix.kind];
}

/** One line that a person can read and paste: words with anything special in them are quoted. */
export function commandLine(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

export interface TextPart {
  readonly text: string;
  readonly code: boolean;
}

/** Parts between backticks are code; a single backtick is a backtick. */
export function textParts(text: string): readonly TextPart[] {
  const pieces = text.split('`');
  const closed = pieces.length % 2 === 1;
  const parts = pieces.map((piece, index) => ({ text: piece, code: index % 2 === 1 }));
  if (!closed) {
    const last = parts.pop()!;
    const before = parts.pop();
    parts.push({ text: `${before?.text ?? ''}\`${last.text}`, code: false });
  }
  return parts.filter((part) => part.text !== '');
}
