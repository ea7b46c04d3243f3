import { expect, test } from 'vitest';
import { CONFIG, diagnose } from './diagnose.ts';

test('a shared folder that is missing shows as a failed set-up', () => {
  const config = `${CONFIG}CONFIG_LIBVFSCORE_AUTOMOUNT_CI_9PFS=y\n`;
  const { problem } = diagnose('unikraft.init-failed', 'boot-no-9p.serial.txt', { files: { '.config': config } });
  expect(problem.title).toBe('The shared folder that the image wants was not given to the machine');
});

test('without more to go by the number is put into words', () => {
  const { problem } = diagnose('unikraft.init-failed', 'boot-no-9p.serial.txt');
  expect(problem.title).toBe('A part of Unikraft could not set itself up (error -1)');
});
