/** A source whose name make cannot take. */

import { evidenceOf, matchingLines, startOf } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

export const oddFileName: Diagnoser = {
  code: 'bare.odd-file-name',
  diagnose: (input) =>
    matchingLines(input, /\*\*\* cannot build "(.+)": rename it, /).map((line) => {
      const file = line.match[1]!;
      const better = file.replace(/[ -*,:-?[-^`{-~]+/g, '-').replace(/-+(?=\.[cS]$)/, '');
      return {
        code: 'bare.odd-file-name',
        severity: 'error' as const,
        title: `\`${file}\` has a name that make can't take`,
        why: 'Make separates names by spaces, and gives quotes, `$`, `#`, `:` and `%` a meaning of their own. The folder of the project may have any name, the files in `src` may not.',
        at: startOf(file),
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: [{ kind: 'command', title: `Rename it to \`${better}\``, argv: ['mv', '-n', '--', file, better] }],
      };
    }),
};
