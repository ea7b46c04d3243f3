import { expect, test } from 'vitest';
import type { JobEvent } from '#core/contract/build.ts';
import type { Problem } from '#core/contract/problem.ts';
import { JobProblems } from '../../../electron/services/build/job-problems.ts';
import { problemsOf } from './build-fixture.ts';

function problem(
  code: string,
  firstLine: number,
  lastLine = firstLine,
  severity: Problem['severity'] = 'error',
): Problem {
  return { code, severity, title: code, evidence: { firstLine, lastLine }, fixes: [] };
}

function record() {
  const events: JobEvent[] = [];
  const problems = new JobProblems((event) => void events.push(event));
  return { problems, codes: () => problemsOf(events).map(({ code }) => code) };
}

test('a problem that is better known takes its own place', () => {
  const { problems, codes } = record();
  const first = problem('gcc.error', 3);
  problems.tell(first);
  problems.tell(problem('gcc.error with a note', 3, 5), first);
  expect(codes()).toEqual(['gcc.error with a note']);
});

test('a diagnosis takes the place of the errors on its lines, and leaves warnings and other lines', () => {
  const { problems, codes } = record();
  for (const found of [problem('warning', 4, 4, 'warning'), problem('one', 5), problem('two', 6), problem('far', 90)]) {
    problems.tell(found);
  }
  problems.diagnose(problem('diagnosis', 3, 7));
  expect(codes()).toEqual(['warning', 'far', 'diagnosis']);
  problems.diagnose(problem('without evidence', 0));
  expect(codes()).toEqual(['warning', 'far', 'diagnosis', 'without evidence']);
});

test('does not list thousands of warnings, and never leaves out the reason of a failure', () => {
  const { problems, codes } = record();
  for (let line = 1; line <= 3000; line++) problems.tell(problem('warning', line, line, 'warning'));
  problems.tell(problem('the reason', 4000));
  problems.end();
  expect(codes().length).toBe(1002);
  expect(codes()).toContain('the reason');
  expect(codes().at(-1)).toBe('build.more-problems');
});
