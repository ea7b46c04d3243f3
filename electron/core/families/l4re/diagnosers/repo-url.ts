/** Google's `repo` reads a manifest in a way that makes a web address of a folder's name. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const NOT_FOUND = /^fatal: repository 'https?:\/\/[^/]+\/([\w.-]+)\/' not found$/;

export const repoUrl: Diagnoser = {
  code: 'l4re.repo-url',
  diagnose: (input) =>
    matchingLines(input, NOT_FOUND).map((line) => ({
      code: 'l4re.repo-url',
      severity: 'error' as const,
      title: `The repository \`${line.match[1]}\` was looked for in the wrong place`,
      why: "L4Re's manifest names it without the owner, which `repo` takes for a whole address. The studio clones each repository by its own address; by hand, use `ham`, or `git clone` for each.",
      evidence: evidenceOf(input, line),
      quote: line.text,
      fixes: [],
    })),
};
