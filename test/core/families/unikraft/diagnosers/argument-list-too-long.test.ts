import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test('(quoted text) a command that grew too long is told by the length of the path', () => {
  const root = `/home/user/${'long-'.repeat(30)}name`;
  const { problem } = diagnose('unikraft.argument-list-too-long', 'quoted-argument-list-too-long.log', { root });
  expect(problem.why).toContain(`has ${root.length} characters`);
});
