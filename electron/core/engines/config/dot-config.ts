/**
 * Reads and edits the lines of a `.config`, without its Kconfig: what is written there, not what would follow from it.
 * The format is that of Linux's `conf`: `CONFIG_NAME=value`, `# CONFIG_NAME is not set`.
 */
import type { SourceRange, TextEdit } from '../../contract/problem.ts';

export const DOT_CONFIG = '.config';

/** Values by name, without `CONFIG_`: `y` or `n`, numbers and texts as written (a text with its quotes). The last line counts. */
export type OptionValues = ReadonlyMap<string, string>;

interface OptionLine {
  readonly name: string;
  readonly value: string;
}

function parseLine(line: string): OptionLine | null {
  const set = /^CONFIG_([A-Za-z0-9_]+)=(.*)$/.exec(line);
  if (set) return { name: set[1]!, value: set[2]! };
  const unset = /^# CONFIG_([A-Za-z0-9_]+) is not set$/.exec(line);
  return unset ? { name: unset[1]!, value: 'n' } : null;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

export function parseDotConfig(text: string): OptionValues {
  return new Map(
    linesOf(text).flatMap((line) => {
      const option = parseLine(line);
      return option ? [[option.name, option.value] as const] : [];
    }),
  );
}

function optionLine(name: string, value: string): string {
  return value === 'n' ? `# CONFIG_${name} is not set` : `CONFIG_${name}=${value}`;
}

/** Where an option stands: the last line that speaks of it, without the line's end. */
export function optionAt(text: string, name: string, file = DOT_CONFIG): SourceRange | null {
  const lines = linesOf(text);
  const index = lines.findLastIndex((line) => parseLine(line)?.name === name);
  if (index < 0) return null;
  return { file, line: index + 1, column: 1, endLine: index + 1, endColumn: lines[index]!.length + 1 };
}

/** The edits that give options these values; an option that has no line gets one at the end. */
export function optionEdits(text: string, values: Readonly<Record<string, string>>, file = DOT_CONFIG): TextEdit[] {
  const edits: TextEdit[] = [];
  const added: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const at = optionAt(text, name, file);
    if (at) edits.push({ at, newText: optionLine(name, value) });
    else added.push(`${optionLine(name, value)}\n`);
  }
  if (added.length > 0) {
    const lines = linesOf(text);
    const last = lines.at(-1)!;
    const end = { line: lines.length, column: last.length + 1 };
    const at = { file, ...end, endLine: end.line, endColumn: end.column };
    edits.push({ at, newText: `${last === '' ? '' : '\n'}${added.join('')}` });
  }
  return edits;
}

/** The whole text after `optionEdits`. Line ends stay as they are. */
export function withOptions(text: string, values: Readonly<Record<string, string>>): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(text);
  for (const { at, newText } of optionEdits(text, values).sort((a, b) => b.at.column - a.at.column)) {
    const old = lines[at.line - 1]!;
    lines[at.line - 1] = old.slice(0, at.column - 1) + newText + old.slice((at.endColumn ?? at.column) - 1);
  }
  return lines.join('\n').replaceAll('\n', eol);
}
