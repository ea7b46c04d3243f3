/** Every recorded transcript of Unikraft, with what it means in few words: nothing may be taken for another thing, or told where nothing is. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explainQemuFailure, isKvmFailure } from '#core/engines/problems/qemu-parser.ts';
import { noContext } from '#core/families/source.ts';
import { consoleReader } from '#core/families/unikraft/console-reader.ts';
import { planBuild } from '#core/families/unikraft/plan-build.ts';
import { diagnoseAll, filesWith, transcript } from './diagnosers/diagnose.ts';

const names = readdirSync(new URL('../../../fixtures/transcripts/unikraft/', import.meta.url));

/** How far a guest came, and what ended it; then the problem that the studio tells, where there is one. */
const CONSOLES: Readonly<Record<string, readonly [state: string, problem?: string]>> = {
  'boot-args': ['booted'],
  'boot-arm64-hello': ['booted'],
  'boot-endless-loop': ['booted'],
  'boot-hello': ['booted'],
  'boot-hwrng-error': ['crash unikraft.init-failed', 'unikraft.hwrng'],
  'boot-hwrng-insecure-seed': ['crash unikraft.init-failed', 'unikraft.hwrng'],
  'boot-hwrng-ok-cpu-max': ['crash unikraft.init-failed', 'unikraft.hwrng'],
  'boot-info-colour-return-3': ['booted, exit 3'],
  'boot-musl-hello': ['booted'],
  'boot-no-9p': ['crash unikraft.init-failed', 'unikraft.init-failed'],
  'boot-no-initrd': ['crash unikraft.init-failed', 'unikraft.no-root-file-system'],
  'boot-nographic': ['booted'],
  // malloc() gives NULL, and the kernel says nothing at the usual level.
  'boot-out-of-memory': ['booted'],
  'boot-return-3': ['booted'],
  'boot-rust-no-std': ['booted'],
  'boot-static-lib': ['booted'],
  'crash-abort': ['booted, crash unikraft.abort', 'unikraft.abort'],
  'crash-arm64-bad-write': ['booted, crash unikraft.fault', 'unikraft.bad-write'],
  'crash-arm64-null-write': ['booted, crash unikraft.fault', 'unikraft.bad-write'],
  'crash-arm64-trap': ['booted, crash unikraft.fault', 'unikraft.breakpoint'],
  'crash-assertion': ['booted, crash unikraft.assertion', 'unikraft.assertion'],
  'crash-bad-jump': ['booted, crash unikraft.fault', 'unikraft.bad-jump'],
  'crash-bad-read': ['booted, crash unikraft.fault', 'unikraft.page-fault'],
  'crash-bad-write': ['booted, crash unikraft.fault', 'unikraft.page-fault'],
  'crash-divide-by-zero': ['booted, crash unikraft.division-by-zero', 'unikraft.division-by-zero'],
  'crash-null-jump': ['booted, crash unikraft.fault', 'unikraft.bad-jump'],
  // Page 0 is mapped on x86_64: nothing happens, and nothing is told.
  'crash-null-write': ['booted'],
  'crash-protection': ['booted, crash unikraft.trap', 'unikraft.protection'],
  'crash-stack-overflow': ['booted, crash unikraft.stack-overflow', 'unikraft.stack-overflow'],
  'crash-trap-instruction': ['booted, crash unikraft.illegal-instruction', 'unikraft.illegal-instruction'],
  // Not a byte came: the watchdog's matter, not the reader's.
  'kernel-wrong-architecture': [''],
  'kvm-hang': [''],
  'quoted-loader': ['booted', 'unikraft.loader-no-program'],
  'quoted-memory-region': ['booted', 'unikraft.memory-region'],
  'quoted-mount-root': ['booted, crash unikraft.init-failed', 'unikraft.no-root-file-system'],
  'quoted-out-of-memory': ['booted', 'unikraft.out-of-memory'],
};

/** The errors, in their order; none for a build that went well. */
const BUILDS: Readonly<Record<string, readonly string[]>> = {
  'build-archive-checksum': ['unikraft.archive-damaged'],
  'build-archive-cut': ['unikraft.archive-damaged'],
  'build-archive-no-zip': ['unikraft.archive-damaged'],
  'build-arm64-full': [],
  'build-arm64-getauxval': ['unikraft.outline-atomics', 'ld.relocation-overflow'],
  'build-compile-error': ['gcc.no-member', 'gcc.missing-semicolon'],
  'build-complex-arithmetic': ['unikraft.complex-arithmetic'],
  'build-dry-run': [],
  'build-dry-run-steps': [],
  'build-hello-full': [],
  'build-hello-incremental': [],
  'build-hello-noop': [],
  'build-lib-missing': ['unikraft.library-missing'],
  'build-lib-not-absolute': ['unikraft.library-not-absolute'],
  'build-makefile-syntax': ['make.unclosed'],
  'build-missing-header': ['unikraft.musl-wanted'],
  'build-missing-source': ['make.no-rule'],
  'build-musl-full': [],
  'build-musl-offline': ['unikraft.download-failed'],
  'build-no-config': ['unikraft.no-config'],
  'build-no-cross-gcc': ['unikraft.compiler-missing'],
  'build-no-flex': ['unikraft.tool-missing'],
  'build-no-gcc': ['unikraft.compiler-missing'],
  'build-no-makefile-uk': ['unikraft.no-makefile-uk'],
  'build-no-platform': ['unikraft.no-platform'],
  'build-no-python': ['unikraft.tool-missing'],
  'build-no-yacc': ['unikraft.tool-missing'],
  'build-path-with-space': ['unikraft.path-with-space'],
  'build-undefined-posix': Array(4).fill('unikraft.option-off'),
  'build-undefined-reference': ['unikraft.option-off', 'unikraft.option-off'],
  'build-unknown-target': ['make.unknown-target'],
  'build-warnings': ['ld.undefined-reference'],
  defconfig: [],
  'print-libs': [],
  'quoted-argument-list-too-long': ['unikraft.argument-list-too-long', 'make.recipe-failed'],
  'quoted-kraft-kvm-device': ['unikraft.kraft-no-kvm'],
  'quoted-kraft-kvm-in-emulation': [],
  'quoted-kraft-kvm-not-available': ['unikraft.kraft-no-kvm'],
  'quoted-kraft-machine-store': ['unikraft.kraft-machine-store'],
  'quoted-kraft-no-library-source': ['unikraft.kraft-no-library-source'],
  'quoted-kraft-semantic-version': ['unikraft.kraft-qemu-version'],
  'quoted-musl-complex': ['unikraft.complex-arithmetic', 'unikraft.complex-arithmetic'],
  'quoted-newlib-tls': ['unikraft.unused-newlib', 'unikraft.option-off'],
};

function stateOf(name: string): string {
  const reader = consoleReader();
  const found = transcript(`${name}.serial.txt`).flatMap((line) => reader.line(line));
  const crash = found.findLast((finding) => finding.kind === 'crash');
  const exit = found.findLast((finding) => finding.kind === 'exit');
  return [
    ...(found.some(({ kind }) => kind === 'booted') ? ['booted'] : []),
    ...(crash?.kind === 'crash' ? [`crash ${crash.crash.code}`] : []),
    ...(exit?.kind === 'exit' ? [`exit ${exit.code}`] : []),
  ].join(', ');
}

describe('every recorded console', () => {
  test.each(Object.entries(CONSOLES))('%s', (name, [state, problem]) => {
    expect(stateOf(name)).toBe(state);
    expect(diagnoseAll(`${name}.serial.txt`).all.map(({ code }) => code)).toEqual(problem ? [problem] : []);
  });
});

describe('every recorded build', () => {
  test.each(Object.entries(BUILDS))('%s', (name, codes) => {
    const { all } = diagnoseAll(`${name}.log`);
    expect(all.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(codes);
    // Each points into the log that it was found in.
    const length = transcript(`${name}.log`).length;
    for (const { evidence } of all) {
      expect(evidence.firstLine).toBeGreaterThan(0);
      expect(evidence.lastLine).toBeLessThanOrEqual(length);
    }
  });

  test.each(names.filter((name) => /^build-.*\.log$/.test(name)))(
    '%s: of its linker’s noise nothing is left',
    (name) => {
      const request = { goal: 'build', arch: 'x86_64', jobs: 2 } as const;
      const { hides } = planBuild(filesWith(), request, noContext).value;
      const noise = transcript(name).filter((line) => /GNU-stack|behaviour is deprecated/.test(line));
      expect(noise.filter((line) => !hides?.(line))).toEqual([]);
    },
  );
});

describe('what QEMU said beside it', () => {
  test('a KVM that hangs is told as one, and lets TCG take over', () => {
    const text = transcript('kvm-hang.stderr.txt').join('\n');
    expect(isKvmFailure(text)).toBe(true);
    expect(explainQemuFailure(text).code).toMatch(/kvm/);
  });

  test.each(['boot-endless-loop', 'crash-stack-overflow', 'kernel-wrong-architecture'])(
    '%s: that it was ended by somebody is no failure of KVM',
    (name) => {
      expect(isKvmFailure(transcript(`${name}.stderr.txt`).join('\n'))).toBe(false);
    },
  );
});

test('no transcript is left out', () => {
  const told = new Set([
    ...Object.keys(CONSOLES).map((name) => `${name}.serial.txt`),
    ...Object.keys(BUILDS).map((name) => `${name}.log`),
  ]);
  const others = names.filter((name) => !told.has(name));
  // kraft's output has tests of its own; a debugger's session is read by nobody.
  expect(others.filter((name) => !/^kraft-.*\.out$|\.stderr\.txt$|\.gdb\.txt$/.test(name))).toEqual([]);
});
