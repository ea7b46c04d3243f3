import { describe, expect, test } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { silentMachine } from '#core/families/l4re/diagnosers/silent-machine.ts';
import { diagnosers } from '#core/families/l4re/diagnosers.ts';
import { diagnose, inserted, projectFiles } from './diagnosers/diagnose.ts';
import { transcript } from './transcript.ts';

describe('of a recorded build it explains', () => {
  test('a bootstrapper that is newer than l4re-core', () => {
    const problem = diagnose('l4re.bootstrap-too-new', 'l4-package-bootstrap-error.log');
    expect(problem.title).toBe('The bootstrapper is newer than l4re-core');
    expect(problem.why).toContain('`Arch_cpu_fw`');
  });

  test('a package that nothing provides', () => {
    expect(diagnose('l4re.package-not-found', 'l4-package-not-found.log').title).toBe(
      'No package here provides `l4virtio`',
    );
  });

  test.each(['l4-two-makes-1.log', 'l4-two-makes-2.log', 'l4-two-makes-3.log'])('two makes at once: %s', (log) => {
    expect(diagnose('l4re.two-makes', log).fixes).toEqual([
      { kind: 'action', title: 'Build again', command: 'build.start' },
    ]);
  });

  test('a module that no folder holds, at its line of modules.list', () => {
    const problem = diagnose('l4re.module-not-found', 'make-qemu-missing-module.log');
    expect(problem.title).toContain('`nosuchfile`');
    expect(problem.at).toMatchObject({ file: 'modules.list', line: 3 });
    expect(problem.why).toContain('7 folders');
  });

  test('an entry that is not there, with those that are', () => {
    expect(diagnose('l4re.unknown-entry', 'make-qemu-unknown-entry.log').why).toContain('`greeter`, `missing`');
  });

  test.each(['fiasco-builddir-exists.log', 'l4-builddir-exists.log'])('an object folder that is there: %s', (log) => {
    expect(diagnose('l4re.build-folder-exists', log).title).toMatch(
      /`\/home\/user\/src\/l4re\/build-\w+` is there already/,
    );
  });

  test('a library that was never built', () => {
    const problem = diagnose('l4re.library-not-found', 'build-app-missing-package.log');
    expect(problem.title).toBe('The library `libnosuch` is not there');
    expect(problem.at).toMatchObject({ file: 'Makefile', line: 4 });
  });

  test('a library that Control does not name, and adds it', () => {
    const problem = diagnose('l4re.not-in-control', 'l4-requires-not-in-control.log');
    expect(inserted(problem.fixes[0])).toEqual({ file: 'Control', line: 1, text: ' lua' });
  });

  test('programs that are missing, and installs them', () => {
    const problem = diagnose('l4re.program-missing', 'l4-program-missing.log');
    expect(problem.title).toContain('`bison`, `flex`, `gawk`');
    expect(problem.fixes[0]).toMatchObject({ argv: ['apt-get', 'install', '-y', 'bison', 'flex', 'gawk'] });
  });

  test('a compiler that is gone', () => {
    expect(diagnose('l4re.compiler-changed', 'build-app-no-cross-compiler.log').why).toContain(
      '/usr/bin/x86_64-linux-gnu-gcc-12',
    );
  });

  test('an object folder that is none', () => {
    expect(diagnose('l4re.object-folder', 'build-app-wrong-objdir.log').title).toContain('nosuch-build');
  });

  test('a source that is not there', () => {
    const problem = diagnose('l4re.source-missing', 'build-app-missing-source.log');
    expect(problem.title).toBe('The Makefile names `other.c`, which is not there');
    expect(problem.at).toMatchObject({ file: 'Makefile', line: 3 });
  });
});

test.each([
  ['the microkernel', 'fiasco-compiler-refused.log', 'gcc 11 to 16'],
  ['the packages', 'l4-compiler-refused.log', 'gcc 9 to 16'],
])('%s refuse a compiler, and say which they take: %s', (_what, log, versions) => {
  const problem = diagnose('l4re.compiler-unsupported', log);
  expect(problem.title).toContain('gcc 8');
  expect(problem.why).toContain(`It takes ${versions}.`);
});

/** Texts that this project's authors could not make the tools print; quoted from public reports. */
describe('of what others reported it explains', () => {
  test('missing 32-bit headers', () => {
    const line = '/usr/include/linux/errno.h:1:10: fatal error: asm/errno.h: No such file or directory';
    expect(diagnose('l4re.c32-headers-missing', [line]).fixes[0]).toMatchObject({
      argv: ['apt-get', 'install', '-y', 'libc6-dev-i386'],
    });
  });

  test('a manifest that makes an address of a folder’s name', () => {
    const line = "fatal: repository 'https://github.com/virtio-net/' not found";
    expect(diagnose('l4re.repo-url', [line]).title).toContain('`virtio-net`');
  });
});

test('a machine that is too small is said to be, where nothing was heard', () => {
  const silent: Problem = {
    code: 'vm.no-output',
    severity: 'error',
    title: 'Nothing came on serial',
    evidence: { firstLine: 0, lastLine: 0 },
    fixes: [],
  };
  const input = {
    phase: 'run',
    files: projectFiles(),
    arch: 'x86_64',
    lines: transcript('memory-too-small.serial.txt'),
    firstLine: 1,
    status: null,
    found: [silent],
  } as const;
  expect(silentMachine.diagnose({ ...input, argv: ['qemu', '-m', '8'] })[0]?.title).toContain('8 MiB');
  expect(silentMachine.diagnose({ ...input, argv: ['qemu', '-m', '512'] })[0]?.why).toContain('-serial_esc');
  expect(silentMachine.diagnose({ ...input, lines: ['L4 Bootstrapper'], argv: [] })).toEqual([]);
});

test.each([
  'build-app.log',
  'build-app-noop.log',
  'build-app-no-control.log',
  'l4-bootstrap-ok.log',
  'fiasco-build-incremental.log',
])('finds nothing in a build that succeeds: %s', (log) => {
  const files = projectFiles();
  const lines = transcript(log);
  const found = parseToolOutput(lines, { root: files.root, paths: files.paths, source: files.read });
  const input = {
    phase: 'build',
    files,
    arch: 'x86_64',
    lines,
    firstLine: 1,
    status: 0,
    argv: ['make'],
    found,
  } as const;
  expect(diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input))).toEqual([]);
});
