import { expect, test } from 'vitest';
import { readProjectFile } from '#core/families/project-file.ts';
import { diagnose, diagnoseAll, fixed } from './diagnose.ts';

test('(quoted text) a request that does not fit is put into bytes, and more memory is one click away', () => {
  const { problem, files } = diagnose('unikraft.out-of-memory', 'quoted-out-of-memory.serial.txt', {
    argv: ['qemu-system-x86_64', '-m', '8'],
    files: { '.unikernel-studio.json': '{\n  "family": "unikraft"\n}\n' },
  });
  expect(problem.why).toContain('2048 MiB in one piece');
  const text = fixed(files, problem.fixes[0], '.unikernel-studio.json');
  expect(readProjectFile({ read: () => text })).toMatchObject({ family: 'unikraft', run: { memoryMiB: 64 } });
});

test('malloc that returned NULL leaves no line that anything could be said of', () => {
  expect(diagnoseAll('boot-out-of-memory.serial.txt').all).toEqual([]);
});
