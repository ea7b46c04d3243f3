import { expect, test } from 'vitest';
import { readProjectFile } from '#core/families/project-file.ts';
import { CONFIG, diagnose, diagnoseAll, fixed } from './diagnose.ts';

const WITH_INITRD = `${CONFIG}CONFIG_LIBVFSCORE_AUTOMOUNT_CI_INITRD=y\n`;

test('a boot without its initrd is explained, and can start with an empty file system instead', () => {
  const { problem, files } = diagnose('unikraft.no-root-file-system', 'boot-no-initrd.serial.txt', {
    files: { '.config': WITH_INITRD },
  });
  expect(problem.title).toBe('The image found no file system to start with');
  const edit = problem.fixes.find(({ kind }) => kind === 'edit');
  expect(fixed(files, edit)).toContain('CONFIG_LIBVFSCORE_AUTOMOUNT_CI_RAMFS=y');
  expect(fixed(files, edit)).toContain('# CONFIG_LIBVFSCORE_AUTOMOUNT_CI_INITRD is not set');
});

test('an archive of the project is given to the machine by one click', () => {
  const { problem, files } = diagnose('unikraft.no-root-file-system', 'boot-no-initrd.serial.txt', {
    files: { '.unikernel-studio.json': '{}\n', 'rootfs.cpio': '' },
  });
  const text = fixed(files, problem.fixes[0], '.unikernel-studio.json');
  expect(readProjectFile({ read: () => text }).run).toEqual({ initrd: 'rootfs.cpio' });
});

test('it is told once, in place of the failed set-up', () => {
  expect(diagnoseAll('boot-no-initrd.serial.txt').all.map(({ code }) => code)).toEqual([
    'unikraft.no-root-file-system',
  ]);
});

test('(quoted text) older releases said it in another way', () => {
  expect(diagnose('unikraft.no-root-file-system', 'quoted-mount-root.serial.txt').problem.why).toContain('initrd');
});
