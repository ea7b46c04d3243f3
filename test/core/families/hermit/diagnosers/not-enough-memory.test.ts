import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it.each(['memory-too-small.serial.txt', 'not-enough-memory-0.13.2.serial.txt', 'panic-no-debug-exit.serial.txt'])(
  'says how much memory there was, and gives the machine more: %s',
  (name) => {
    const problem = diagnose('run', name);
    expect(problem.code).toBe('hermit.not-enough-memory');
    expect(problem.why).toContain('It had 16 MiB');
    expect(problem.fixes[0]).toMatchObject({ title: 'Give the machine 256 MiB' });
  },
);
