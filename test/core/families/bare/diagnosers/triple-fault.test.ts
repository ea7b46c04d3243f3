import { expect, test } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { tripleFault } from '#core/families/bare/diagnosers/triple-fault.ts';
import { helloFiles } from '../hello-files.ts';
import { transcript } from './diagnose.ts';

const reset: Problem = {
  code: 'vm.triple-fault',
  severity: 'error',
  title: 'The guest reset the CPU, most likely by a triple fault.',
  why: 'The CPU stood at 0x402000.',
  evidence: { firstLine: 0, lastLine: 0 },
  fixes: [],
};
const lines = transcript('serial-x86_64-triple-fault');
const input = (text: readonly string[]) =>
  ({
    phase: 'run',
    files: helloFiles(),
    arch: 'x86_64',
    lines: text,
    firstLine: 1,
    status: 0,
    argv: [],
    found: [reset],
  }) as const;

test('after the handlers were ready, a reset means that somebody took them away', () => {
  const [problem] = tripleFault.diagnose(input(lines));
  expect(problem).toMatchObject({ code: 'bare.triple-fault', evidence: reset.evidence });
  expect(problem?.why).toContain('They were ready before');
  expect(problem?.why).toContain('The CPU stood at 0x402000.');
});

test('before that it means that the fault came early', () => {
  const [problem] = tripleFault.diagnose(input(lines.slice(0, 2)));
  expect(problem?.why).toContain('before the kernel had its handlers ready');
});
