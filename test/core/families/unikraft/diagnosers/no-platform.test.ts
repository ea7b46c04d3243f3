import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { diagnose, fixed } from './diagnose.ts';

test('a configuration without a platform gets QEMU by one click', () => {
  const config = 'CONFIG_ARCH_X86_64=y\n# CONFIG_PLAT_KVM is not set\n';
  const { problem, files } = diagnose('unikraft.no-platform', 'build-no-platform.log', {
    files: { '.config': config },
  });
  expect(problem.title).toBe('No platform is chosen in the configuration');
  const values = parseDotConfig(fixed(files, problem.fixes[0]));
  expect([values.get('PLAT_KVM'), values.get('KVM_VMM_QEMU'), values.get('ARCH_X86_64')]).toEqual(['y', 'y', 'y']);
});
