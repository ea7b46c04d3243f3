import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { diagnose, diagnoseAll, fixed } from './diagnose.ts';

test('a configuration without a platform gets QEMU by one click', () => {
  const config = 'CONFIG_ARCH_X86_64=y\n# CONFIG_PLAT_KVM is not set\n';
  const { problem, files } = diagnose('unikraft.no-platform', 'build-no-platform.log', {
    files: { '.config': config },
  });
  expect(problem.title).toBe('No platform is chosen in the configuration');
  const values = parseDotConfig(fixed(files, problem.fixes[0]));
  expect([values.get('PLAT_KVM'), values.get('KVM_VMM_QEMU'), values.get('ARCH_X86_64')]).toEqual(['y', 'y', 'y']);
});

test('a platform that the defconfig spells wrong is named, with its place', () => {
  const { problem } = diagnose('unikraft.no-platform', 'build-no-platform.log', {
    files: {
      '.config': 'CONFIG_ARCH_X86_64=y\n# CONFIG_PLAT_KVM is not set\n',
      'defconfigs/qemu-x86_64': 'CONFIG_ARCH_X86_64=y\nCONFIG_PLAT_KVMM=y\n',
    },
  });
  expect(problem.why).toContain('`defconfigs/qemu-x86_64` asks for `PLAT_KVMM`');
  expect(problem.fixes[1]).toMatchObject({ kind: 'open', at: { file: 'defconfigs/qemu-x86_64', line: 2 } });
  const { all } = diagnoseAll('build-no-platform.log', { files: { '.config': '' } });
  expect(all.map(({ code }) => code)).toEqual(['unikraft.no-platform']);
});
