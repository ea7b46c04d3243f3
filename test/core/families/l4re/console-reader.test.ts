import { describe, expect, test } from 'vitest';
import type { ConsoleFinding, CrashReport } from '#core/families/family.ts';
import { consoleReader } from '#core/families/l4re/console-reader.ts';
import { transcript } from './transcript.ts';

function read(lines: readonly string[]): ConsoleFinding[] {
  const reader = consoleReader();
  return lines.flatMap((line) => reader.line(line));
}

const brief = (findings: readonly ConsoleFinding[]) =>
  findings
    .filter((finding) => finding.kind !== 'crash' || finding.complete)
    .map((finding) => (finding.kind === 'stage' ? finding.id : finding.kind));

const crashesIn = (findings: readonly ConsoleFinding[]) =>
  findings.flatMap((finding) => (finding.kind === 'crash' ? [finding] : []));

const SYSTEM = ['bootstrap', 'kernel', 'sigma0', 'moe'];

test('a good boot: its parts, the system up, the program’s first word, and its status', () => {
  const found = read(transcript('boot-myapp.serial.txt'));
  expect(brief(found)).toEqual([...SYSTEM, 'ned', 'booted', 'app', 'exit', 'debugger']);
  expect(found.find(({ kind }) => kind === 'exit')).toEqual({ kind: 'exit', code: 0 });
});

test('a status of its own is told as the start script prints it', () => {
  expect(read(transcript('boot-return-3.serial.txt'))).toContainEqual({ kind: 'exit', code: 3 });
});

test('a system whose start script says no status runs, and does not end', () => {
  expect(brief(read(transcript('boot-hello.serial.txt')))).toEqual([...SYSTEM, 'ned', 'booted', 'app', 'debugger']);
});

test('without Ned, the program’s own lines are the proof', () => {
  expect(brief(read(transcript('boot-direct-init.serial.txt')))).toEqual([...SYSTEM, 'booted', 'app', 'debugger']);
});

test('a program in Rust is read the same, and its panic is told with its own words', () => {
  const found = read(transcript('boot-rustapp.serial.txt'));
  expect(brief(found)).toEqual([...SYSTEM, 'ned', 'booted', 'app', 'exit', 'crash', 'debugger']);
  expect(crashesIn(found).at(-1)?.crash).toMatchObject({
    code: 'l4re.rust-panic',
    title: 'panic panicked at /home/user/src/l4re/apps/rustapp/hello.rs:32',
    why: 'It says: index out of bounds: the len is 3 but the index is 7.',
  });
});

test('a program that prints nothing still has its status, started by make as well', () => {
  expect(brief(read(transcript('make-qemu-app.serial.txt')))).toEqual([
    ...[...SYSTEM, 'ned', 'booted', 'exit', 'debugger'],
  ]);
});

test('a trap that the compiler put is told as one, as arm64 says it', () => {
  const fatal = 'app     | l4re_itas: FATAL: Fatal signal: Trace/breakpoint trap (si_signo=5, si_code=1)';
  const crash = crashesIn(read([...transcript('boot-myapp.serial.txt').slice(0, 110), 'Ned says: Hi World!', fatal]));
  expect(crash.at(-1)?.crash).toMatchObject({ code: 'l4re.trap', title: expect.stringContaining('app ran into') });
});

test('the debugger says why it was entered', () => {
  expect(read(transcript('boot-hello.serial.txt'))).toContainEqual(
    expect.objectContaining({ kind: 'debugger', reason: 'IRQ ENTRY' }),
  );
});

function crashOf(file: string): CrashReport {
  const found = crashesIn(read(transcript(file)));
  expect(found.map(({ complete }) => complete)).toEqual([...found.slice(1).map(() => false), true]);
  return found.at(-1)!.crash;
}

describe('a task that ends badly is told in plain words, with its place and callers:', () => {
  test('a write through NULL', () => {
    expect(crashOf('crash-page-fault.serial.txt')).toEqual({
      code: 'l4re.page-fault',
      title: 'crash wrote to address 0x2, which is not mapped',
      why: 'An address this close to 0 is nearly always a pointer that is NULL, or a field behind one.',
      address: '0x400180',
      callers: ['0x400aee', '0x4006a4'],
      program: 'crash',
    });
  });

  test('a read from nowhere, in a function without a frame', () => {
    expect(crashOf('crash-bad-read.serial.txt')).toMatchObject({
      title: 'greeter read from address 0x7000, which is not mapped',
      address: '0x400188',
      callers: ['0x400aee', '0x4006a4'],
    });
  });

  test('a division by zero', () => {
    expect(crashOf('crash-divide-by-zero.serial.txt')).toMatchObject({
      code: 'l4re.division-by-zero',
      title: 'greeter divided by zero',
      address: '0x40019a',
    });
  });

  test('an assertion, with the place it stands at', () => {
    const crash = crashOf('crash-assertion.serial.txt');
    expect(crash).toMatchObject({
      code: 'l4re.assertion',
      title: 'greeter: an assertion failed at /home/user/src/apps/greeter/main.c:8',
      why: 'The program claims `argc == 99` there, and it was not so.',
      source: { file: '/home/user/src/apps/greeter/main.c', line: 8 },
    });
    expect(crash.callers).toEqual(['0x409468', '0x40090d', '0x4001b4', '0x400b7e', '0x4006d4']);
  });

  test('a program that is not in the image', () => {
    expect(crashOf('missing-binary.serial.txt')).toMatchObject({
      code: 'l4re.missing-object',
      title: 'rom/nosuch is not in the boot image',
    });
  });
});

describe('a system that never came to its program says what stood in the way:', () => {
  test('a start script that fails, with its line', () => {
    expect(crashOf('ned-lua-error.serial.txt')).toMatchObject({
      code: 'l4re.start-script',
      title: 'The start script failed at luaerr.cfg, line 2',
      source: { file: 'luaerr.cfg', line: 2 },
    });
    expect(crashOf('ned-lua-syntax.serial.txt').why).toContain("')' expected near ';'");
  });

  test('a start script that is not there', () => {
    expect(crashOf('missing-ned-config.serial.txt').title).toBe(
      'The start script rom/nope.cfg is not in the boot image',
    );
  });

  test('an image without modules', () => {
    expect(brief(read(transcript('no-modules.serial.txt')))).toEqual(['bootstrap', 'crash']);
    expect(crashOf('no-modules.serial.txt').code).toBe('l4re.no-modules');
  });
});

test('an exception that nobody caught is named as its author wrote it', () => {
  const talk = [
    'Ned says: Hi World!',
    "app     | terminate called from 0xa001da46 after throwing an instance of 'N2L417Element_not_foundE'",
    'app     |   what: lost',
    'STUDIO: exit 70',
  ];
  const crash = read(talk).at(-1);
  expect(crash).toMatchObject({ kind: 'crash', complete: true });
  expect(crash?.kind === 'crash' ? crash.crash.why : '').toContain('`L4::Element_not_found`');
});

test('a program that merely talks about faults is not taken for one', () => {
  const talk = ['Ned says: Hi World!', 'app | Fatal signal: hello', 'app | STUDIO: exit 4', 'lua error is a nice name'];
  expect(brief(read(talk))).toEqual(['ned', 'booted', 'app']);
});
