import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { CONFIG, diagnoseAll, fixed } from './diagnose.ts';

test.each([
  ['crash-bad-read', 'unikraft.page-fault', 'The guest used memory that is not mapped'],
  ['crash-bad-write', 'unikraft.page-fault', 'The guest used memory that is not mapped'],
  ['crash-divide-by-zero', 'unikraft.division-by-zero', 'The guest divided by zero'],
  ['crash-protection', 'unikraft.protection', 'The processor refused an instruction'],
  ['crash-trap-instruction', 'unikraft.illegal-instruction', 'The guest ran into bytes that are no instruction'],
  ['crash-null-jump', 'unikraft.bad-jump', 'The guest jumped to address 0x0, where no code is'],
  ['crash-bad-jump', 'unikraft.bad-jump', 'The guest jumped to address 0x7f0000000000, where no code is'],
  ['crash-assertion', 'unikraft.assertion', 'An assertion failed at hello.c:8'],
  ['crash-abort', 'unikraft.abort', 'The program ended itself with `abort()`'],
  ['crash-stack-overflow', 'unikraft.stack-overflow', 'The guest ran out of stack'],
  ['crash-arm64-bad-write', 'unikraft.bad-write', 'The guest wrote to address 0x7f0000000000, which is not mapped'],
  ['crash-arm64-null-write', 'unikraft.bad-write', 'The guest wrote to address 0x0, which is not mapped'],
  ['crash-arm64-trap', 'unikraft.breakpoint', 'The guest met a breakpoint, and no debugger is there'],
])('%s is told as %s', (log, code, title) => {
  const { all } = diagnoseAll(`${log}.serial.txt`);
  expect(all.map((problem) => `${problem.code} ${problem.title}`)).toEqual([`${code} ${title}`]);
});

test('a stack that ran out can be made larger', () => {
  const { all, files } = diagnoseAll('crash-stack-overflow.serial.txt', {
    files: { '.config': `${CONFIG}CONFIG_STACK_SIZE_PAGE_ORDER=4\n` },
  });
  expect(all[0]!.fixes[0]?.title).toBe('Make stacks 256 KiB');
  expect(parseDotConfig(fixed(files, all[0]!.fixes[0])).get('STACK_SIZE_PAGE_ORDER')).toBe('6');
});

test('a NULL write on x86_64 is no crash, and nothing is claimed', () => {
  expect(diagnoseAll('crash-null-write.serial.txt').all).toEqual([]);
});

test('a boot that went well has no problems', () => {
  expect(diagnoseAll('boot-hello.serial.txt').all).toEqual([]);
});
