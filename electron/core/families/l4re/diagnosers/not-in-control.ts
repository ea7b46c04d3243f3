/** The Makefile uses a library that the Control file does not require. */
import type { Fix } from '../../../contract/problem.ts';
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';
import { CONTROL } from '../project-files.ts';

const MISSING = /'(.+)' in REQUIRES_LIBS in Makefile but not in Control file requires/;
const REQUIRES = /^requires:(.*)$/m;

export const notInControl: Diagnoser = {
  code: 'l4re.not-in-control',
  diagnose: (input) =>
    matchingLines(input, MISSING)
      .slice(0, 1)
      .map((line) => {
        const names = line.match[1]!;
        return {
          code: 'l4re.not-in-control',
          severity: 'error' as const,
          title: `Control does not require \`${names}\``,
          why: 'What `REQUIRES_LIBS` in the Makefile uses must stand behind `requires:` in Control too: from there the build knows which packages come first. Where it does, the object folder has an older view of it: `make oldconfig` in it reads all Control files again.',
          evidence: evidenceOf(input, line),
          quote: line.text.trim(),
          fixes: addTo(input.files.read(CONTROL), names),
        };
      }),
};

function addTo(control: string | undefined, names: string): readonly Fix[] & Fix[] {
  if (control === undefined) return [];
  const index = control.split(/\r?\n/).findIndex((row) => REQUIRES.test(row));
  const row = control.split(/\r?\n/)[index] ?? '';
  const at =
    index < 0
      ? { file: CONTROL, line: 1, column: 1 }
      : { file: CONTROL, line: index + 1, column: row.trimEnd().length + 1 };
  return [
    {
      kind: 'edit',
      title: `Add \`${names}\` to Control`,
      effect: 'the packages that provide it are built first',
      edits: [{ at, newText: index < 0 ? `requires: ${names}\n` : ` ${names}` }],
    },
  ];
}
