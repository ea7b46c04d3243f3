import { expect, test } from 'vitest';
import { planRun, readStatus } from '#core/families/bare/plan-run.ts';
import { HELLO_CONFIG, helloFiles } from './hello-files.ts';

const planned = (config: string | null) => planRun(helloFiles({ '.config': config }), { arch: 'x86_64' }).value;

test('boots the image of the configured processor with the configured memory', () => {
  const arm = HELLO_CONFIG.replace('CONFIG_ARCH_X86_64=y', '# CONFIG_ARCH_X86_64 is not set')
    .replace('# CONFIG_ARCH_ARM64 is not set', 'CONFIG_ARCH_ARM64=y')
    .replace('CONFIG_MEMORY_MIB=128', 'CONFIG_MEMORY_MIB=256');
  const plan = planned(arm);
  expect(plan.program).toBe('qemu-system-aarch64');
  expect(plan.args.slice(-4)).toEqual(['-m', '256', '-kernel', 'build/arm64/kernel.img']);
  expect(plan).toMatchObject({ memoryMiB: 256, symbols: 'build/arm64/kernel.elf', accelerators: ['tcg'] });
});

test('no memory that can be read means the default', () => {
  expect(planned(HELLO_CONFIG.replace('CONFIG_MEMORY_MIB=128', 'CONFIG_MEMORY_MIB=lots')).memoryMiB).toBe(128);
  expect(planned(null).memoryMiB).toBe(128);
});

test('semihosting never reaches files of this computer', () => {
  const arm = HELLO_CONFIG.replace('CONFIG_ARCH_X86_64=y', '').replace(
    '# CONFIG_ARCH_ARM64 is not set',
    'CONFIG_ARCH_ARM64=y',
  );
  expect(planned(arm).args).toContain('enable=on,target=gdb');
});

test.each([
  [0, { code: null, reason: 'crash' }],
  [1, { code: null, reason: 'error' }],
  [2, { code: null, reason: 'error' }],
  [3, { code: 0, reason: 'guest' }],
  [5, { code: 1, reason: 'guest' }],
  [253, { code: 125, reason: 'guest' }],
  [255, { code: 126, reason: 'crash' }],
  [4, { code: null, reason: 'error' }],
])("QEMU's status %i means %o", (status, meaning) => {
  expect(readStatus(status)).toEqual(meaning);
});
