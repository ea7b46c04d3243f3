import { expect, test } from 'vitest';
import type { JobEvent } from '#core/contract/build.ts';
import type { Problem } from '#core/contract/problem.ts';
import { foldProblems, type ProblemSlots, shownProblems } from '#core/engines/problems/fold-problems.ts';

function problem(code: string): Problem {
  return { code, severity: 'error', title: code, evidence: { firstLine: 1, lastLine: 1 }, fixes: [] };
}

test('a problem takes the place of those that it replaces', () => {
  const events: JobEvent[] = [
    { kind: 'problem', problem: problem('one') },
    { kind: 'output', chunk: 'text', line: 1 },
    { kind: 'problem', problem: problem('two') },
    { kind: 'problem', problem: problem('better one'), replaces: [0] },
    { kind: 'problem', problem: problem('better two'), replaces: [1, 99] },
  ];
  const slots = events.reduce<ProblemSlots>(foldProblems, []);
  expect(shownProblems(slots).map(({ code }) => code)).toEqual(['better one', 'better two']);
});
