import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { HELLO_CONFIG } from '../hello-files.ts';
import { diagnose, fixed } from './diagnose.ts';

const NONE = HELLO_CONFIG.replace('CONFIG_ARCH_X86_64=y', '# CONFIG_ARCH_X86_64 is not set');
const TWO = HELLO_CONFIG.replace('# CONFIG_ARCH_ARM64 is not set', 'CONFIG_ARCH_ARM64=y');

test('where no processor is chosen, each one is a fix', () => {
  const { problem, files } = diagnose('bare.processor-choice', 'no-processor', { '.config': NONE });
  expect(problem.title).toBe('`.config` chooses no processor');
  expect(problem.at).toMatchObject({ file: '.config', line: 9 });
  expect(problem.fixes.map(({ title }) => title)).toEqual(['Build for x86_64', 'Build for arm64', 'Build for riscv64']);
  expect(fixed(files, problem.fixes[0])).toBe(HELLO_CONFIG);
});

test('where two are chosen, one of the two is kept and the other one is taken out', () => {
  const { problem, files } = diagnose('bare.processor-choice', 'several-processors', { '.config': TWO });
  expect(problem.title).toBe('`.config` chooses 2 processors');
  const values = parseDotConfig(fixed(files, problem.fixes[1]));
  expect([values.get('ARCH_X86_64'), values.get('ARCH_ARM64'), values.get('ARCH_RISCV64')]).toEqual(['n', 'y', 'n']);
});
