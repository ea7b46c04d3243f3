import { describe, expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import type { DiagnosisInput } from '#core/families/family.ts';
import { diagnosers } from '#core/families/hermit/diagnosers.ts';
import { linesOf } from './transcripts.ts';

const MANIFEST = `[package]
name = "app"
version = "0.1.0"

[target.'cfg(target_os = "hermit")'.dependencies]
hermit = { git = "https://github.com/hermit-os/hermit-rs.git", tag = "hermit-0.13.2", default-features = false, features = ["acpi"] }
`;
const texts = new Map([
  ['Cargo.toml', MANIFEST],
  ['src/main.rs', '//! A program.\n#![allow(unused)]\n\nfn main() {}\n'],
  ['.unikernel-studio.json', '{\n  "family": "hermit",\n  "run": { "memoryMiB": 16 }\n}\n'],
]);

function diagnose(
  phase: 'build' | 'run',
  lines: readonly string[],
  more: Partial<DiagnosisInput> = {},
): readonly Problem[] {
  const found = phase === 'build' ? parseToolOutput(lines, { root: '/project', tool: 'cargo' }) : [];
  const input: DiagnosisInput = {
    ...{ phase, lines, arch: 'x86_64', firstLine: 1, status: 1, argv: ['qemu-system-x86_64', '-m', '16M'], found },
    files: { root: '/project', paths: [...texts.keys()], read: (path) => texts.get(path) },
    ...more,
  };
  return diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input));
}
const codes = (problems: readonly Problem[]) => problems.map(({ code }) => code);

describe('each known failure of Hermit', () => {
  it.each([
    ['loader-bad-initrd.serial.txt', 'hermit.no-entry-version'],
    ['panic-parent-entry-huge-page.serial.txt', 'hermit.loader-too-new'],
    ['panic-page-already-mapped.serial.txt', 'hermit.loader-too-new'],
    ['panic-0.13.2-loader-0.5.7.serial.txt', 'hermit.loader-too-new'],
    ['loader-elf64.stderr.txt', 'hermit.wrong-loader'],
    ['direct-kernel.stderr.txt', 'hermit.wrong-loader'],
    ['loader-no-module.serial.txt', 'hermit.no-module'],
    ['memory-too-small.serial.txt', 'hermit.not-enough-memory'],
  ])('is known in a recorded run: %s', (name, code) => {
    expect(codes(diagnose('run', linesOf(name)))).toEqual([code]);
  });

  it.each([
    ['silent-reset-after-heap.serial.txt', /kernel 0\.6\.9 reset the machine/],
    ['silent-reset-0.6.9-loader-0.5.7.serial.txt', /kernel 0\.6\.9 reset the machine/],
    ['silent-reset-entering-kernel.serial.txt', /as soon as the loader 0\.5\.7/],
    ['boot-c-hello.serial.txt', /as soon as the loader 0\.5\.7/],
  ])('knows a reset without a word: %s', (name, title) => {
    const evidence = { firstLine: 0, lastLine: 0 };
    const reset: Problem = { code: 'vm.triple-fault', severity: 'error', title: 'reset', evidence, fixes: [] };
    const [problem, ...others] = diagnose('run', linesOf(name), { found: [reset] });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'hermit.silent-reset', title: expect.stringMatching(title), evidence });
  });

  // What the loader says of such an image is in its source; no run of it is recorded.
  it('knows a program without a kernel, and adds the line that brings it in', () => {
    const said = 'called `Result::unwrap()` on an `Err` value: ParseKernelError("Kernel does not have note section")';
    const [problem] = diagnose('run', ['[LOADER] panicked at src/os/none/mod.rs:24:46:', said]);
    expect(problem).toMatchObject({
      code: 'hermit.no-note-section',
      evidence: { firstLine: 2 },
      fixes: [
        {
          kind: 'edit',
          edits: [{ at: { file: 'src/main.rs', line: 4 }, newText: expect.stringContaining('use hermit as _;') }],
        },
      ],
    });
  });

  it('knows a kernel without the feature for the loader, and turns it on', () => {
    const [problem] = diagnose('run', linesOf('loader-bad-initrd.serial.txt'));
    const [fix] = problem?.fixes ?? [];
    expect(fix).toMatchObject({ kind: 'edit', title: 'Turn on the feature `loader`' });
    expect(fix?.kind === 'edit' && fix.edits[0]?.newText).toContain('"loader"');
  });

  it.each([
    ["error[E0463]: can't find crate for `std`", 'hermit.no-std'],
    ['Could not find llvm-tools component', 'hermit.no-llvm-tools'],
    ['  could not find kernel source', 'hermit.no-kernel-source'],
    ['kernel manifest path `/k/Cargo.toml` does not exist', 'hermit.no-kernel-source'],
    ['error[E0635]: unknown feature `linked_list_cursors2`', 'hermit.toolchain-ignored'],
  ])('is known in a build: %s', (line, code) => {
    expect(codes(diagnose('build', ['   Compiling app v0.1.0', line]))).toEqual([code]);
  });

  it('names the feature that a missing system call belongs to, and turns it on', () => {
    const evidence = { firstLine: 3, lastLine: 3 };
    const found: Problem[] = [
      {
        code: 'ld.undefined-reference',
        severity: 'error',
        title: 'Nothing provides `sys_sendto`',
        evidence,
        fixes: [],
      },
    ];
    const [problem] = diagnose('build', [], { found });
    expect(problem).toMatchObject({
      code: 'hermit.missing-syscall',
      evidence,
      why: expect.stringContaining('the feature `udp`'),
      fixes: [{ kind: 'edit', title: 'Turn on the feature `udp`' }],
    });
  });

  it('tells a program that found no network what is missing', () => {
    const line = 'called `Result::unwrap()` on an `Err` value: Os { code: 22, kind: InvalidInput, message: "" }';
    const [problem] = diagnose('run', [line]);
    expect(problem).toMatchObject({
      code: 'hermit.no-network',
      fixes: [{ kind: 'edit', title: 'Turn on the feature `virtio-net`' }],
    });
  });

  it('gives a machine more memory', () => {
    const [problem] = diagnose('run', linesOf('memory-too-small.serial.txt'));
    expect(problem?.why).toContain('It had 16 MiB');
    expect(problem?.fixes[0]).toMatchObject({ title: 'Give the machine 256 MiB' });
  });

  it.each([
    [
      "qemu-system-aarch64: -device guest-loader,addr=0x48000000: 'guest-loader' is not a valid device model name",
      'hermit.old-qemu',
    ],
    ['Unable to create VM: OsError(16)', 'hermit.kvm-busy'],
  ])('is known: %s', (line, code) => {
    expect(codes(diagnose('run', [line]))).toEqual([code]);
  });

  it('warns of a word that the kernel does not know', () => {
    expect(diagnose('run', linesOf('unknown-bootarg.serial.txt'))).toMatchObject([
      { code: 'hermit.unknown-argument', severity: 'warning', title: expect.stringContaining('`env=FOO=bar`') },
    ]);
  });

  it.each(['boot-hello.serial.txt', 'boot-hello-0.13.serial.txt', 'boot-demo.serial.txt', 'app-panic.serial.txt'])(
    'says nothing of a run without one: %s',
    (name) => {
      expect(diagnose('run', linesOf(name))).toEqual([]);
    },
  );
});
