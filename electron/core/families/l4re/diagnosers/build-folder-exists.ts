/** An object folder should be made where one is already. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const CREATING = /^Creating build directory "(.+)"\.\.\.$/;
const EXISTS = /^Already exists, aborting\.$/;

export const buildFolderExists: Diagnoser = {
  code: 'l4re.build-folder-exists',
  diagnose: (input) =>
    matchingLines(input, EXISTS).map((line) => {
      const folder = matchingLines(input, CREATING).findLast(({ number }) => number < line.number)?.match[1];
      return {
        code: 'l4re.build-folder-exists',
        severity: 'error' as const,
        title: `The object folder ${folder ? `\`${folder}\` ` : ''}is there already`,
        why: 'With `B=` (or `BUILDDIR=`) make creates a new object folder. To build in the one that is there, say `O=`, or run make inside it.',
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: [],
      };
    }),
};
