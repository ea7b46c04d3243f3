/** Faults around the source: headers, files, options, the compiler itself, and the assembler. */
import type { Fix } from '../../../contract/problem.ts';
import { closestName } from '../closest-name.ts';
import type { Diagnostic } from '../gcc-message.ts';
import type { LogPaths } from '../log-paths.ts';
import { type Explanation, plainly } from './explanation.ts';

/** A header of the project whose path ends like the wanted one, or is spelt almost like it. */
function similarHeader(wanted: string, paths: LogPaths): string | null {
  const base = wanted.slice(wanted.lastIndexOf('/') + 1);
  const headers = paths.projectFiles.filter((path) => /\.(?:h|hh|hpp|hxx|inc)$/.test(path));
  const same = headers.find((path) => path === base || path.endsWith(`/${base}`));
  if (same) return same;
  const names = headers.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const close = closestName(base, names);
  return close === null ? null : (headers[names.indexOf(close)] ?? null);
}

function headerFixes(wanted: string, found: string | null, diagnostic: Diagnostic, paths: LogPaths): readonly Fix[] {
  const { place } = diagnostic.head;
  const file = place && paths.resolve(place.file);
  if (!found || !place || !file || file.startsWith('/')) return [];
  const line = paths.line(file, place.line);
  const start = line?.indexOf(wanted) ?? -1;
  const base = found.slice(found.lastIndexOf('/') + 1);
  if (line === undefined || start < 0 || base === wanted.slice(wanted.lastIndexOf('/') + 1)) {
    return [{ kind: 'open', title: `Open \`${found}\``, at: { file: found, line: 1, column: 1 } }];
  }
  const newText = wanted.slice(0, wanted.lastIndexOf('/') + 1) + base;
  const at = { file, line: place.line, column: start + 1, endLine: place.line, endColumn: start + 1 + wanted.length };
  return [
    {
      kind: 'edit',
      title: `Change \`${wanted}\` to \`${newText}\``,
      effect: `line ${place.line} of ${file}`,
      edits: [{ at, newText }],
    },
  ];
}

export const toolExplanations: readonly Explanation[] = [
  plainly(
    'disk.full',
    /No space left on device/,
    'The disk is full',
    'The compiler could not write its result. Free some space and build again.',
  ),
  plainly(
    'file.read-only',
    /([^ ]*): `?Read-only file system/,
    'The file system is read-only: `$1` cannot be written',
    'The build writes its results into the project. Copy the project to a place that can be written.',
  ),
  plainly(
    'file.permission',
    /([^ ]*): `?Permission denied/,
    '`$1` may not be read or written',
    'Its owner or its permissions do not allow it. A build that once ran as another user leaves such files.',
  ),
  plainly(
    'file.not-created',
    /^can't (?:create|open) (.+?)(?: for writing)?: (.+)$/,
    '`$1` cannot be created',
    'The system says: $2. The folder that it belongs in may be missing.',
  ),
  {
    code: 'gcc.missing-header',
    pattern: /^(.+?): No such file or directory$/,
    explain: ([, name = ''], diagnostic, paths) => {
      if (!diagnostic.head.place) {
        return {
          title: `The source file \`${name}\` is not there`,
          why: 'The compiler was started for a file that does not exist. It was moved, deleted or misspelt, and the build still names it.',
        };
      }
      const found = similarHeader(name, paths);
      return {
        title: `The header \`${name}\` was not found`,
        why: found
          ? `It is in none of the folders where the compiler looks. The project has \`${found}\`.`
          : 'It is in none of the folders where the compiler looks: the folder of this file (for names between quotes) and the folders given with `-I`. A unikernel has only the headers that its own libraries bring along.',
        fixes: headerFixes(name, found, diagnostic, paths),
      };
    },
  },
  plainly(
    'gcc.unknown-option',
    /^(?:unrecognized command-line option|unrecognized argument in option|unknown option) `([^`]+)`/,
    'The compiler does not know the option `$1`',
    'It is misspelt, or it belongs to another compiler or to another version. The flags are in the Makefile.',
  ),
  plainly(
    'gcc.bad-value',
    /^bad value (?:\(?`([^`]+)`\)?) for `([^`]+)`/,
    'The compiler does not know the value `$1` of `$2`',
    'The compiler lists the values that it takes. A value of another architecture means that the wrong compiler runs.',
  ),
  plainly(
    'gcc.no-input',
    /^no input files/,
    'The compiler was started without a file',
    'A variable of the Makefile that should hold the names of the sources is empty.',
  ),
  plainly(
    'gcc.killed',
    /^(?:Killed|Terminated) signal terminated program (\w+)/,
    'The compiler was ended by the system',
    'The system ends programs when memory runs out. Fewer jobs side by side need less memory.',
  ),
  plainly(
    'gcc.part-missing',
    /^cannot (?:execute|find) `([^`]+)`/,
    'A part of the compiler is missing: `$1`',
    'GCC was installed without it. Install the full package again.',
  ),
  {
    code: 'as.unknown-instruction',
    pattern: /^(?:no such instruction: |unknown mnemonic |unrecognized opcode )`([^`]+)`/,
    explain: ([, text = '']) => ({
      title: `The assembler does not know the instruction \`${text.split(/\s/)[0]}\``,
      why: 'It is misspelt, or it belongs to another architecture than the one that is built for.',
    }),
  },
  plainly(
    'as.operand-count',
    /^number of operands mismatch for `([^`]+)`/,
    '`$1` has too few or too many operands',
    'The instruction takes another number of operands than it is given here.',
  ),
  plainly(
    'as.operand-type',
    /^(?:operand (?:type|size) mismatch for|invalid instruction suffix for|incorrect register .* used with|illegal operands) `([^`]+)`/,
    'The operands do not fit `$1`',
    'Size or kind of an operand is not one that the instruction takes.',
  ),
  plainly(
    'as.unknown-directive',
    /^unknown pseudo-op: `([^`]+)`/,
    'The assembler does not know the directive `$1`',
    'Names that start with a dot are orders to the assembler. This one is misspelt, or belongs to another assembler.',
  ),
  plainly(
    'as.bad-register',
    /^bad register name `([^`]+)`/,
    '`$1` is not a register',
    'It is misspelt, or it belongs to another architecture or mode.',
  ),
  plainly(
    'as.redefined-symbol',
    /^symbol `([^`]+)` is already defined/,
    'The label `$1` stands here twice',
    'A label can be set only once in a file. Numbers (`1:` and `1b`) can be used again and again.',
  ),
];
