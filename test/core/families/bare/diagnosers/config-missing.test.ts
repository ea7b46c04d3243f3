import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test('a missing .config is named, and a new one is one command away', () => {
  const { problem } = diagnose('bare.config-missing', 'config-missing', { '.config': null });
  expect(problem.title).toBe('The file `.config` is missing');
  expect(problem.evidence).toEqual({ firstLine: 1, lastLine: 1 });
  expect(problem.fixes).toMatchObject([{ kind: 'command', argv: ['make', 'defconfig'] }]);
});
