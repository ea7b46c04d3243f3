/** Every .c file in src is part of the program, so a second main() is one too many. */
import type { Fix } from '../../../contract/problem.ts';
import { matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const TWICE =
  /(?:^|[:/])((?:src|kernel)\/[^:]+):\d+: multiple definition of [`'‘]main['’]; .*?[:/]((?:src|kernel)\/[^:]+):\d+: first defined here$/;

export const twoMains: Diagnoser = {
  code: 'bare.two-mains',
  diagnose: (input) =>
    matchingLines(input, TWICE).map((line) => {
      const [, second = '', first = ''] = line.match;
      const places = [second, first].map((file) => mainIn(input.files.read(file), file));
      const stem = second.slice(second.lastIndexOf('/') + 1).replace(/\W.*$/, '');
      const known = input.found.find(
        ({ evidence }) => evidence.firstLine <= line.number && line.number <= evidence.lastLine,
      );
      const fixes: Fix[] = [
        {
          kind: 'edit',
          title: `Call the one in \`${second}\` \`${stem}_main\``,
          effect: 'it is then a function like any other',
          edits: [{ at: places[0]!, newText: `${stem}_main` }],
        },
        { kind: 'open', title: `Open \`${first}\``, at: places[1]! },
      ];
      return {
        code: 'bare.two-mains',
        severity: 'error' as const,
        title: 'The program has two functions called `main`',
        why: `\`${first}\` has one and \`${second}\` has one. Every \`.c\` file in \`src\` is built into the same program, and the kernel calls its only \`main()\`.`,
        at: places[0]!,
        related: [{ message: 'The other one', at: places[1]! }],
        evidence: known?.evidence ?? { firstLine: line.number, lastLine: line.number },
        quote: line.text,
        fixes,
      };
    }),
};

/** Where `main` is defined: the word itself, or the start of the file where it is not seen. */
function mainIn(text: string | undefined, file: string) {
  const lines = (text ?? '').split(/\r?\n/);
  const line = lines.findIndex((content) => /\bmain\s*\([^;]*$/.test(content));
  if (line < 0) return { file, line: 1, column: 1 };
  const column = lines[line]!.search(/\bmain\s*\(/) + 1;
  return { file, line: line + 1, column, endLine: line + 1, endColumn: column + 'main'.length };
}
