import { expect, test } from 'vitest';
import { archsOf, configuredArch, retarget } from '#core/families/bare/target-arch.ts';
import { HELLO_CONFIG, helloFiles } from './hello-files.ts';

test('a new project is for x86_64, and can be for the others', () => {
  expect(archsOf(helloFiles())).toEqual(['x86_64', 'arm64', 'riscv64']);
});

test('retarget writes a .config that the next look finds first', () => {
  const [edit, ...more] = retarget(helloFiles(), 'riscv64');
  expect(more).toEqual([]);
  expect(edit?.path).toBe('.config');
  expect(archsOf(helloFiles({ '.config': edit!.text }))).toEqual(['riscv64', 'x86_64', 'arm64']);
  expect(edit!.text.split('\n')).toHaveLength(HELLO_CONFIG.split('\n').length);
});

test('nothing is written where the project is for that processor already, or has no .config', () => {
  expect(retarget(helloFiles(), 'x86_64')).toEqual([]);
  expect(retarget(helloFiles({ '.config': null }), 'arm64')).toEqual([]);
});

test('several processors or none are no choice', () => {
  const two = HELLO_CONFIG.replace('# CONFIG_ARCH_ARM64 is not set', 'CONFIG_ARCH_ARM64=y');
  expect(configuredArch(helloFiles({ '.config': two }))).toBeNull();
  expect(configuredArch(helloFiles({ '.config': null }))).toBeNull();
});

test('a kernel whose folder for a processor was deleted is not offered for it', () => {
  const files = helloFiles();
  const paths = files.paths.filter((path) => !path.startsWith('kernel/riscv64/'));
  expect(archsOf({ ...files, paths })).toEqual(['x86_64', 'arm64']);
});
