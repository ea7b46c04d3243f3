/** Text that does not follow the grammar of C: what is missing, and where. */
import type { Fix, SourceRange } from '../../../contract/problem.ts';
import type { Diagnostic } from '../gcc-message.ts';
import type { LogPaths } from '../log-paths.ts';
import { columnOfDisplay } from '../source-columns.ts';
import { type Explanation, plainly, type Said } from './explanation.ts';

/** The end of the last line with code before the place of the message, if nothing ends the statement there. */
function unendedLine({ head }: Diagnostic, paths: LogPaths): SourceRange | null {
  const file = head.place && paths.resolve(head.place.file);
  if (!file || file.startsWith('/')) return null;
  for (let line = head.place!.line - 1; line > 0; line--) {
    const text = paths.line(file, line);
    if (text === undefined || /^\s*(?:#|\/\/)|\*\//.test(text)) return null;
    const code = text.replace(/\/\/.*$/, '').trimEnd();
    if (code.trim() === '') continue;
    const column = code.length + 1;
    return /[;{},:\\]$/.test(code) ? null : { file, line, column, endLine: line, endColumn: column };
  }
  return null;
}

/** GCC stops at the next thing when a line before it was not ended: the fault is where the `;` is missing. */
function missingSemicolon(before: string, diagnostic: Diagnostic, paths: LogPaths): Said | null {
  const end = unendedLine(diagnostic, paths);
  if (!end) return null;
  const marked = { ...end, column: Math.max(1, end.column - 1) };
  return {
    title: 'A semicolon is missing',
    why: `The compiler met \`${before}\` on line ${diagnostic.head.place!.line} where the statement before it should have ended. The \`;\` belongs at the end of line ${end.line}.`,
    at: marked,
    fixes: [
      { kind: 'edit', title: 'Add `;`', effect: `line ${end.line} of ${end.file}`, edits: [{ at: end, newText: ';' }] },
    ],
  };
}

const CURLY: Readonly<Record<string, string>> = {
  '\u201c': '"',
  '\u201d': '"',
  '\u2018': "'",
  '\u2019': "'",
  '\u2013': '-',
  '\u00a0': ' ',
};

function strayCharacter(code: string, { head }: Diagnostic, paths: LogPaths): Said {
  const file = head.place && paths.resolve(head.place.file);
  const line = file ? paths.line(file, head.place!.line) : undefined;
  const column = line !== undefined && head.place?.column ? columnOfDisplay(line, head.place.column) : 0;
  const point = column > 0 ? line?.codePointAt(column - 1) : undefined;
  const character = point !== undefined && point > 127 ? String.fromCodePoint(point) : null;
  const instead = character === null ? undefined : CURLY[character];
  const fixes: Fix[] = [];
  const said = {
    title: `A character that is not part of C stands here: \`${character ?? code}\``,
    why: 'It often comes with text copied from a web page or a document: curly quotes, or spaces that only look like spaces.',
  };
  if (!file || !character) return said;
  const at = { file, line: head.place!.line, column, endLine: head.place!.line, endColumn: column + character.length };
  if (instead !== undefined && !file.startsWith('/')) {
    const title = instead === ' ' ? 'Change it to a plain space' : `Change \`${character}\` to \`${instead}\``;
    fixes.push({ kind: 'edit', title, effect: `line ${at.line} of ${file}`, edits: [{ at, newText: instead }] });
  }
  return { ...said, at, fixes };
}

export const syntaxExplanations: readonly Explanation[] = [
  {
    code: 'gcc.missing-semicolon',
    pattern: /^expected `;`(?:, .*?| )?(?:before `([^`]+)`|at end of (\w+)|after (.+?)(?: definition)?$)?/,
    explain: ([, before], { head }) => ({
      title: 'A semicolon is missing',
      why: before
        ? `The compiler met \`${before}\` where the statement before it should have ended. The \`;\` belongs at the end of line ${head.place?.line ?? ''}, after the last thing written there.`
        : 'The statement or declaration is not ended. The `;` belongs after the last thing written there.',
    }),
  },
  {
    code: 'gcc.missing-semicolon',
    pattern:
      /^expected (?:`,` or `;`|`=`, `,`, `;`, `asm` or `__attribute__`|`:`, `,`, `;`, `\}` or `__attribute__`) before `?([^`]+)`?/,
    explain: ([, before = ''], diagnostic, paths) =>
      missingSemicolon(before, diagnostic, paths) ?? {
        title: `A semicolon or an operator is missing before \`${before}\``,
        why: 'What stands before this place is a complete declaration, and cannot go on like this. Its `;` may be missing, or a type name that the compiler does not know was used.',
      },
  },
  {
    code: 'gcc.missing-brace',
    pattern: /^expected (?:declaration or statement|`\}`) at end of input/,
    explain: () => ({
      title: 'A closing brace `}` is missing',
      why: 'The file ends inside a block that was opened with `{`. The place that misses its `}` is often much further up, where the indentation stops making sense.',
    }),
  },
  plainly(
    'gcc.missing-token',
    /^expected `([^`]+)`(?:, .*?)? before `([^`]+)`/,
    '`$1` is missing before `$2`',
    'At this place the grammar of C asks for `$1`. What is left out may be a little before the place that is marked.',
  ),
  plainly(
    'gcc.missing-expression',
    /^expected (?:primary-)?expression before `([^`]+)`/,
    'A value is missing before `$1`',
    'The compiler expects something that has a value (a number, a variable, a call) before `$1`. An operator may stand there twice, or something was deleted.',
  ),
  plainly(
    'gcc.syntax',
    /^expected (.+?) before (.+?)(?: token)?$/,
    'The compiler expects $1 before $2',
    'The text up to here is fine and cannot go on like this. Often the cause is just before the place that is marked: a missing `;`, `)` or `}`.',
  ),
  {
    code: 'gcc.stray-character',
    pattern: /^stray `([^`]+)` in program|^extended character (\S+) is not valid in an identifier/,
    explain: ([, code, name], diagnostic, paths) => strayCharacter(code ?? name ?? '', diagnostic, paths),
  },
  plainly(
    'gcc.unterminated',
    /^missing terminating (.) character/,
    'A closing $1 is missing',
    'The text or character that starts here does not end on the same line.',
  ),
  plainly(
    'gcc.unterminated-comment',
    /^unterminated comment/,
    'A comment that starts here never ends',
    'Everything up to the end of the file is read as part of the comment. `*/` closes it.',
  ),
  plainly(
    'gcc.unterminated-conditional',
    /^unterminated `?#(\w+)`?/,
    'An `#endif` is missing',
    'The condition that starts here is not closed by `#endif` before the file ends.',
  ),
  plainly(
    'gcc.else-without-if',
    /^`else` without a previous `if`/,
    'This `else` belongs to no `if`',
    'Between the `if` and the `else` may be only one statement. Several need `{` and `}` around them; a `;` right after `if (…)` ends it.',
  ),
  plainly(
    'gcc.error-directive',
    /^#error (.+)$/,
    'The source stops the build: $1',
    'A line with `#error` was reached. The conditions around it say what it asks for.',
  ),
];
