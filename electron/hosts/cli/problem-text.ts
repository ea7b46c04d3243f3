/** A problem as lines for a terminal: where, what, why, and the ways out. */
import type { Fix, Problem } from '#core/contract/problem.ts';
import { commandText } from '../../services/toolchain/missing-tool.ts';
import { type CliOutput, plainText } from './cli-output.ts';

export function problemText(problem: Problem, out: CliOutput): string {
  const { severity, title, why, at, quote, fixes } = problem;
  const place = at ? `${at.file}:${at.line}:${at.column}: ` : '';
  const tone = severity === 'error' ? 'bad' : 'warning';
  const lines = [`${out.tone('strong', place)}${out.tone(tone, `${severity}:`)} ${plainText(title)}`];
  if (why) lines.push(...wrapped(plainText(why), out.columns));
  for (const fix of fixes) lines.push(`    ${fixText(fix)}`);
  if (quote && plainText(title) !== quote) lines.push(out.tone('dim', `    | ${quote}`));
  return lines.join('\n');
}

function fixText(fix: Fix): string {
  const title = plainText(fix.title);
  const effect = 'effect' in fix && fix.effect ? ` (${plainText(fix.effect)})` : '';
  switch (fix.kind) {
    case 'command':
      return `> ${title}: ${commandText(fix.argv)}`;
    case 'edit': {
      const [edit] = fix.edits;
      const where = edit ? `${edit.at.file}:${edit.at.line}` : '';
      const text = edit && fix.edits.length === 1 && !edit.newText.includes('\n') ? `, to "${edit.newText}"` : '';
      return `> ${title}: ${where}${text}${effect}`;
    }
    case 'open':
      return `> ${title}: ${fix.at.file}:${fix.at.line}`;
    case 'action':
      return `> ${title}${effect}`;
    case 'dead-end':
      return `- ${title}`;
  }
}

function wrapped(text: string, columns: number): string[] {
  const width = Math.min(Math.max(columns, 40), 120) - 4;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part) => `    ${part}`);
}
