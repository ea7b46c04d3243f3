/** A source file that the Makefile names is not there: the compiler is not even called, and the linker misses the object. */
import { evidenceOf, lineRange, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const NO_OBJECT = /ld: cannot find (\S+)\.o: No such file or directory$/;
const SOURCES = /^\s*SRC_\w+\s*[:+?]?=\s*(.*)$/;

export const sourceMissing: Diagnoser = {
  code: 'l4re.source-missing',
  diagnose: (input) =>
    matchingLines(input, NO_OBJECT).flatMap((line) => {
      const stem = line.match[1]!;
      const text = input.files.read('Makefile');
      const rows = text?.split(/\r?\n/) ?? [];
      const named = rows.flatMap((row, index) =>
        (SOURCES.exec(row)?.[1] ?? '')
          .split(/\s+/)
          .flatMap((file) =>
            file.replace(/\.\w+$/, '') === stem && !input.files.paths.includes(file) ? [{ file, line: index + 1 }] : [],
          ),
      )[0];
      if (!named) return [];
      const at = lineRange(text, 'Makefile', named.line);
      return [
        {
          code: 'l4re.source-missing',
          severity: 'error' as const,
          title: `The Makefile names \`${named.file}\`, which is not there`,
          why: "L4Re's make does not complain about the source; only the linker misses its object.",
          ...(at ? { at } : {}),
          evidence: evidenceOf(input, line),
          quote: line.text,
          fixes: [],
        },
      ];
    }),
};
