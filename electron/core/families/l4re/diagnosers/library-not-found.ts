/** REQUIRES_LIBS names a library that was not built, or does not exist. */
import { evidenceOf, lineRange, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const MISSING = /(?:Cflags|Library) dependencies missing: +(.+?) in directory/;
const REQUIRES = /^\s*REQUIRES_LIBS\w*\s*[:+?]?=/;

export const libraryNotFound: Diagnoser = {
  code: 'l4re.library-not-found',
  diagnose: (input) => {
    const lines = matchingLines(input, MISSING);
    const names = new Set(lines.flatMap(({ match }) => match[1]!.split(/\s+/)));
    return [...names].map((name) => {
      // The last one is what make stopped at: one mistake is told once.
      const line = lines.findLast(({ match }) => match[1]!.split(/\s+/).includes(name))!;
      const text = input.files.read('Makefile');
      const index =
        text?.split(/\r?\n/).findIndex((row) => REQUIRES.test(row) && row.split(/[\s=]+/).includes(name)) ?? -1;
      const at = index >= 0 ? lineRange(text, 'Makefile', index + 1) : null;
      return {
        code: 'l4re.library-not-found',
        severity: 'error' as const,
        title: `The library \`${name}\` is not there`,
        why: 'The Makefile asks for it in `REQUIRES_LIBS`. It has to be built first: it belongs to a package, and that package to `requires:` in Control; or its name is not right.',
        ...(at ? { at } : {}),
        evidence: evidenceOf(input, line),
        quote: line.text.trim(),
        fixes: [],
      };
    });
  },
};
