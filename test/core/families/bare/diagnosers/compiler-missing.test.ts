import { expect, test } from 'vitest';
import { configuredArch } from '#core/families/bare/target-arch.ts';
import { HELLO_CONFIG, helloFiles } from '../hello-files.ts';
import { diagnose, fixed } from './diagnose.ts';

const RISCV = HELLO_CONFIG.replace('CONFIG_ARCH_X86_64=y', '# CONFIG_ARCH_X86_64 is not set').replace(
  '# CONFIG_ARCH_RISCV64 is not set',
  'CONFIG_ARCH_RISCV64=y',
);

test('a missing cross compiler leads to the doctor, or back to x86_64', () => {
  const { problem, files } = diagnose('bare.compiler-missing', 'compiler-missing', { '.config': RISCV });
  expect(problem.title).toBe('No compiler for riscv64 is installed');
  expect(problem.why).toContain('`riscv64-linux-gnu-gcc`');
  expect(problem.fixes[0]).toMatchObject({ kind: 'action', command: 'doctor.show' });
  expect(configuredArch(helloFiles({ '.config': fixed(files, problem.fixes[1]) }))).toBe('x86_64');
});

test('where gcc itself misses there is no other processor to go to', () => {
  const { problem } = diagnose('bare.compiler-missing', 'gcc-missing');
  expect(problem.title).toBe('No compiler for x86_64 is installed');
  expect(problem.fixes).toHaveLength(1);
});
