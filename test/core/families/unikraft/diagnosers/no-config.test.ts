import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test('the menu that waits for keys is known by its first screen, and a configuration is one command away', () => {
  const argv = ['make', '-C', '/uk', 'A=/app', 'O=/app/build', 'L=', '-j2'];
  const { problem } = diagnose('unikraft.no-config', 'build-no-config.log', {
    files: { '.config': null, defconfig: 'CONFIG_PLAT_KVM=y\n' },
    argv,
  });
  expect(problem.title).toBe('The file `.config` is missing');
  expect(problem.fixes).toMatchObject([
    {
      kind: 'command',
      argv: ['make', '-C', '/uk', 'A=/app', 'O=/app/build', 'L=', 'UK_DEFCONFIG=/app/defconfig', 'defconfig'],
    },
  ]);
});
