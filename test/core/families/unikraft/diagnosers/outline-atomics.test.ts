import { expect, test } from 'vitest';
import { diagnose, fixed, MAKEFILE_UK } from './diagnose.ts';

test('__getauxval on arm64 is told as outlined atomics, with the flag that ends them', () => {
  const { problem, files } = diagnose('unikraft.outline-atomics', 'build-arm64-getauxval.log', { arch: 'arm64' });
  expect(problem.title).toBe('Atomic operations call `__getauxval`, which Linux would bring');
  expect(fixed(files, problem.fixes[0], 'Makefile.uk')).toBe(
    `${MAKEFILE_UK}APPHELLO_CFLAGS-y += -mno-outline-atomics\nAPPHELLO_CXXFLAGS-y += -mno-outline-atomics\n`,
  );
});
