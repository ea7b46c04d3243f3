/** A Control file requires what no package in the tree provides. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const MISSING = /Package providing "(.+?)" not found as required by "(.+?)"/;

export const packageNotFound: Diagnoser = {
  code: 'l4re.package-not-found',
  diagnose: (input) =>
    matchingLines(input, MISSING).map((line) => {
      const [, wanted = '', by = ''] = line.match;
      return {
        code: 'l4re.package-not-found',
        severity: 'error' as const,
        title: `No package here provides \`${wanted}\``,
        why: `\`${by}\` asks for it in its Control file, and the L4Re tree holds only some of the packages that exist. Add the repository that provides \`${wanted}\` below \`pkg/\`, or take the word out of \`requires:\` if the program does not need it.`,
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: [],
      };
    }),
};
