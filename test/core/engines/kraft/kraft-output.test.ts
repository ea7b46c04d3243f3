import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKraftLine, parseKraftMachines, parseKraftPackages } from '#core/engines/kraft/kraft-output.ts';
import { transcript } from '../../families/unikraft/diagnosers/diagnose.ts';

test('a build is told line by line, and the image at its end', () => {
  const messages = transcript('kraft-build-ok.out').flatMap((line) => parseKraftLine(line) ?? []);
  expect(messages[0]).toEqual({ level: 'info', text: 'configuring hello (qemu/x86_64)', kernel: null });
  expect(messages.map(({ text }) => text)).toContain('  CC      libkvmplat: trace.common.o');
  expect(messages.at(-1)).toEqual({
    level: 'info',
    text: 'build completed successfully',
    kernel: '.unikraft/build/hello_qemu-x86_64',
  });
});

test('a complaint behind the remains of a prompt is still read', () => {
  expect(parseKraftLine('\x1b[?25l\x1b[?2004h{"level":"error","msg":"no"}')).toEqual({
    level: 'error',
    text: 'no',
    kernel: null,
  });
});

test('machines are read, also when there is none', () => {
  expect(parseKraftMachines(transcript('kraft-loop-ps.out').join('\n'))).toMatchObject([
    { name: 'looper', status: 'running', platform: 'qemu/x86_64', memory: '64M', kernel: 'project://loop:qemu/x86_64' },
  ]);
  expect(parseKraftMachines('null\n')).toEqual([]);
  expect(parseKraftMachines('NAME STATUS\n')).toBeNull();
});

test('packages are read behind the log', () => {
  expect(parseKraftPackages(transcript('kraft-loop-packages.out').join('\n'))).toMatchObject([
    { name: 'studio/loop', version: 'latest' },
  ]);
});

test('no text makes the readers throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      parseKraftLine(text);
      parseKraftMachines(text);
      parseKraftPackages(`[${text}`);
    }),
  );
});
