import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('knows a program that asked for more memory than there is, and gives the machine more', () => {
  const problem = diagnose('run', 'heap-exhausted-0.13.2.serial.txt', { argv: ['qemu-system-x86_64', '-m', '192M'] });
  expect(problem).toMatchObject({
    code: 'hermit.heap-exhausted',
    why: expect.stringMatching(/1048576 bytes.*192 MiB/),
    fixes: [{ kind: 'edit', title: 'Give the machine 384 MiB' }],
  });
});
