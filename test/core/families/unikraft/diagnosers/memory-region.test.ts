import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test('(quoted text) the line that looks like an error is said to be harmless', () => {
  const { problem } = diagnose('unikraft.memory-region', 'quoted-memory-region.serial.txt');
  expect(problem.severity).toBe('hint');
});
