/** The whole log as plain text, for the clipboard. */
import type { LogLines } from './log-lines.ts';
import { plainText } from './sgr.ts';

export function logText(lines: LogLines): string {
  const out: string[] = [];
  for (let number = lines.firstNumber; number <= lines.lastNumber; number++)
    out.push(plainText(lines.at(number) ?? ''));
  return out.join('\n');
}
