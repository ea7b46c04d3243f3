import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it.each(['loader-elf64.stderr.txt', 'direct-kernel.stderr.txt'])(
  'knows a file that QEMU can’t start as a kernel: %s',
  (name) => {
    expect(diagnose('run', name).code).toBe('hermit.wrong-loader');
  },
);
