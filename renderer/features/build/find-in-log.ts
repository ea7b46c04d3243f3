/** Finds a pattern in the lines of the log that are shown. */
import type { LogLines } from './log-lines.ts';
import type { LogRow } from './log-rows.ts';
import { plainText } from './sgr.ts';

export interface LogMatch {
  readonly row: number;
  readonly line: number;
  /** Range in the plain text of the line. */
  readonly start: number;
  readonly end: number;
}

export const MOST_MATCHES = 5_000;

/** Matches in order, `MOST_MATCHES` at most. `pattern` has the flag g. */
export function findInLog(lines: LogLines, rows: readonly LogRow[], pattern: RegExp): readonly LogMatch[] {
  const matches: LogMatch[] = [];
  for (const [row, shown] of rows.entries()) {
    if (shown.kind !== 'line') continue;
    const line = shown.number;
    for (const match of plainText(lines.at(line) ?? '').matchAll(pattern)) {
      if (match[0] === '') continue;
      matches.push({ row, line, start: match.index, end: match.index + match[0].length });
      if (matches.length === MOST_MATCHES) return matches;
    }
  }
  return matches;
}
