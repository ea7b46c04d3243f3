import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test.each([
  ['kernel-file-missing', 'kernel/heap.c'],
  ['arch-file-missing', 'kernel/x86_64/arch.mk'],
])('%s names the file of the kernel that is gone', (log, file) => {
  const { problem } = diagnose('bare.kernel-file-missing', log, { [file]: null });
  expect(problem.title).toBe(`\`${file}\` is missing, and the kernel needs it`);
});
