/** Looks through the sources of a project for a name that a linker speaks of: where it is used, and who defines it. */
import type { SourceRange } from '../../contract/problem.ts';
import { closestName } from './closest-name.ts';
import type { LogPaths } from './log-paths.ts';

const SOURCE = /\.(?:c|cc|cpp|cxx|s|S)$/;
/** Enough for a unikernel of one's own; a whole library tree is not searched line by line. */
const MAX_FILES = 400;

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function wordPattern(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`);
}

function range(file: string, line: number, column: number, length: number): SourceRange {
  return { file, line, column, endLine: line, endColumn: column + length };
}

/** `name` on a known line; the whole line's start when the text is not at hand. */
export function nameOnLine(name: string, file: string, line: number, paths: LogPaths): SourceRange {
  const index = paths.line(file, line)?.search(wordPattern(name)) ?? -1;
  return index < 0 ? { file, line, column: 1 } : range(file, line, index + 1, name.length);
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/?\*|#\s*(?:include|pragma|error))/.test(line);
}

/** First use of `name` in a file of the project, a call before any other use. */
export function findUse(name: string, file: string, paths: LogPaths): SourceRange | null {
  const lines = paths.allLines(file);
  if (!lines) return null;
  const word = wordPattern(name);
  const candidates = lines.flatMap((text, index) => {
    const at = isComment(text) ? -1 : text.search(word);
    if (at < 0) return [];
    const declares =
      /^\s*extern\b/.test(text) || new RegExp(`^\\w[\\w\\s*]*[\\s*]${escaped(name)}\\s*\\([^{]*\\)\\s*;`).test(text);
    const calls = new RegExp(`${escaped(name)}\\s*\\(`).test(text);
    return [{ line: index + 1, column: at + 1, rank: declares ? 2 : calls ? 0 : 1 }];
  });
  const best = candidates.sort((a, b) => a.rank - b.rank || a.line - b.line)[0];
  return best ? range(file, best.line, best.column, name.length) : null;
}

/** Functions that a file defines at the start of a line: C by its brace, assembly by its label. */
function definitionsIn(file: string, paths: LogPaths): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const lines = paths.allLines(file) ?? [];
  const assembly = /\.[sS]$/.test(file);
  for (const [index, line] of lines.entries()) {
    if (assembly) {
      const label = /^([A-Za-z_][\w$]*):/.exec(line)?.[1];
      if (label) found.set(label, index + 1);
      continue;
    }
    const head = /^(?!\s|#|typedef\b|extern\b|static\b|return\b|else\b)[\w\s*]*?\b([A-Za-z_]\w*)\s*\([^;]*$/.exec(line);
    if (!head?.[1] || /^(?:if|while|for|switch|return|__attribute__|sizeof)$/.test(head[1])) continue;
    const rest = [line, lines[index + 1] ?? '', lines[index + 2] ?? ''].join(' ');
    if (/\)[^;{]*\{/.test(rest)) found.set(head[1], index + 1);
  }
  return found;
}

/** Where a file of the project defines `name`: a function, a label, or a variable outside of functions. */
export function findDefinition(name: string, file: string, paths: LogPaths): SourceRange | null {
  const line = definitionsIn(file, paths).get(name);
  if (line !== undefined) return nameOnLine(name, file, line, paths);
  const variable = new RegExp(`^(?!\\s|#|extern\\b|typedef\\b)\\w[\\w\\s*]*[\\s*]${escaped(name)}\\s*(?:=|;|\\[|,)`);
  const index = paths.allLines(file)?.findIndex((text) => variable.test(text)) ?? -1;
  return index < 0 ? findUse(name, file, paths) : nameOnLine(name, file, index + 1, paths);
}

export interface SymbolClues {
  /** A source file of the project that defines it although the linker did not find it. */
  readonly definedAt: SourceRange | null;
  /** A name that the project defines and that differs in a letter or two. */
  readonly similar: string | null;
}

export function searchSymbol(name: string, paths: LogPaths): SymbolClues {
  const names = new Set<string>();
  for (const file of paths.projectFiles.filter((path) => SOURCE.test(path)).slice(0, MAX_FILES)) {
    const definitions = definitionsIn(file, paths);
    const line = definitions.get(name);
    if (line !== undefined) return { definedAt: nameOnLine(name, file, line, paths), similar: null };
    for (const other of definitions.keys()) names.add(other);
  }
  return { definedAt: null, similar: closestName(name, names) };
}
