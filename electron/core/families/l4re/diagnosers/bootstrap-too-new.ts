/** The bootstrapper and l4re-core come from different days: one uses a word of the kernel interface that the other lacks. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const NO_MEMBER = /^(\S+):\d+:\d+: error: ‘?'?(\w+)’?'? is not a member of ['‘]L4::Kip::/;

export const bootstrapTooNew: Diagnoser = {
  code: 'l4re.bootstrap-too-new',
  diagnose: (input) =>
    matchingLines(input, NO_MEMBER)
      .slice(0, 1)
      .map((line) => ({
        code: 'l4re.bootstrap-too-new',
        severity: 'error' as const,
        title: 'The bootstrapper is newer than l4re-core',
        why: `It uses \`${line.match[2]}\`, which the kernel interface of this l4re-core does not have. L4Re is many repositories that move together: take all of them from one pinned set.`,
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: [],
      })),
};
