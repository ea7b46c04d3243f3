import { expect, test } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { stackOverflow } from '#core/families/bare/diagnosers/stack-overflow.ts';
import { helloFiles } from '../hello-files.ts';
import { fixed, transcript } from './diagnose.ts';

const crash: Problem = {
  code: 'bare.stack-overflow',
  severity: 'error',
  title: 'The guest ran out of stack',
  why: 'It has 64 KiB.',
  evidence: { firstLine: 20, lastLine: 30 },
  fixes: [{ kind: 'open', title: 'Go to src/main.c:3', at: { file: 'src/main.c', line: 3, column: 1 } }],
};

test.each(['x86_64', 'arm64', 'riscv64'] as const)('on %s a larger stack is offered, and the depth is told', (arch) => {
  const files = helloFiles();
  const lines = transcript(`serial-${arch}-stack-overflow`);
  const input = { phase: 'run', files, arch, lines, firstLine: 1, status: null, argv: [], found: [crash] } as const;
  const [problem] = stackOverflow.diagnose(input);
  expect(problem?.evidence).toEqual(crash.evidence);
  expect(problem?.why).toMatch(/Here one function had called itself 20\d\d times\.$/);
  expect(problem?.fixes.map(({ kind }) => kind)).toEqual(['open', 'edit']);
  expect(parseDotConfig(fixed(files, problem?.fixes[1])).get('STACK_KIB')).toBe('256');
});
