import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test('a space in the path is named, with what does not help', () => {
  const { problem } = diagnose('unikraft.path-with-space', 'build-path-with-space.log', {
    root: '/home/user/src/apps/my app',
  });
  expect(problem.title).toBe('The path of the project holds a space');
  expect(problem.why).toContain('/home/user/src/apps/my app');
  expect(problem.fixes.every(({ kind }) => kind === 'dead-end')).toBe(true);
});
