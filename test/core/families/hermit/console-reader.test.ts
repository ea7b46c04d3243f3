import { describe, expect, it } from 'vitest';
import type { ConsoleFinding } from '#core/families/family.ts';
import { consoleReader } from '#core/families/hermit/console-reader.ts';
import { findingsOf } from './transcripts.ts';

/** The findings in short: stages by id, crashes by their last state. */
function summary(findings: readonly ConsoleFinding[]): string {
  const words = findings.map((finding) => {
    if (finding.kind === 'stage') return finding.id;
    if (finding.kind === 'exit') return `exit ${finding.code}`;
    if (finding.kind === 'crash') return `${finding.crash.code}${finding.complete ? '!' : ''}`;
    return finding.kind;
  });
  return words.filter((word, index) => word !== words[index - 1]).join(' ');
}
const read = (name: string) => findingsOf(name, consoleReader());

describe('the serial text of Hermit', () => {
  it.each([
    ['boot-hello-0.13', 'loader kernel memory devices app booted exit 0'],
    ['boot-hello-0.13.2-loader-0.5.6', 'loader kernel memory devices app booted exit 0'],
    ['panic-0.13.2-loader-0.5.7', 'loader kernel memory devices hermit.kernel-panic hermit.kernel-panic!'],
    ['boot-hello-0.13-debug', 'loader kernel memory devices app booted exit 0'],
    ['boot-hello-loader-0.5.6', 'loader kernel memory devices app booted exit 0'],
    ['boot-hello', 'loader kernel memory devices app booted exit 0'],
    ['boot-hello-kernel-args', 'loader kernel memory devices app booted exit 0'],
    ['boot-demo', 'loader kernel memory devices app booted exit 0'],
    ['boot-smp-2', 'loader kernel memory devices app booted exit 0'],
    ['cpu-default', 'loader kernel memory devices app booted exit 0'],
    ['unknown-bootarg', 'loader kernel memory devices app booted exit 0'],
    ['app-panic', 'loader kernel memory devices app booted hermit.app-panic!'],
    ['boot-hello-0.13.2-arm64', 'loader kernel memory devices app booted exit 0'],
    ['boot-hello-0.11-arm64', 'loader kernel memory devices app booted exit 0'],
    ['http-server-0.13.2', 'loader kernel memory devices app booted'],
    ['app-panic-0.13.2', 'loader kernel memory devices app booted hermit.app-panic!'],
    ['exit-7-0.13.2', 'loader kernel memory devices app booted exit 7'],
    ['heap-exhausted-0.13.2', 'loader kernel memory devices app booted hermit.heap-exhausted!'],
    ['not-enough-memory-0.13.2', 'loader kernel memory hermit.kernel-panic hermit.kernel-panic!'],
    ['no-note-section-0.13.2', 'loader hermit.loader-panic hermit.loader-panic!'],
    ['memory-too-small', 'loader kernel memory hermit.kernel-panic hermit.kernel-panic!'],
    ['panic-parent-entry-huge-page', 'loader kernel memory hermit.kernel-panic hermit.kernel-panic!'],
    ['panic-page-already-mapped', 'loader kernel memory devices hermit.kernel-panic hermit.kernel-panic!'],
    ['panic-no-debug-exit', 'loader kernel memory hermit.kernel-panic hermit.kernel-panic!'],
    ['loader-no-module', 'loader hermit.loader-panic hermit.loader-panic!'],
    ['loader-not-elf', 'loader hermit.loader-panic hermit.loader-panic!'],
    ['loader-bad-initrd', 'loader hermit.loader-panic hermit.loader-panic!'],
    ['silent-reset-after-heap', 'loader kernel memory'],
    ['silent-reset-entering-kernel', 'loader'],
    ['boot-c-hello', 'loader'],
    ['kvm-hang', 'loader kernel'],
    ['memory-smaller-than-image', 'loader'],
  ])('is read: %s', (name, expected) => {
    expect(summary(read(name))).toBe(expected);
  });

  it('names the place and the words of a panic, and whose it is', () => {
    const crashes = (name: string) =>
      read(name).flatMap((finding) => (finding.kind === 'crash' ? [finding.crash] : []));
    expect(crashes('app-panic').at(-1)).toMatchObject({
      title: 'The program panicked: assertion failed: elapsed <= duration + expected_delay',
      source: { file: 'examples/demo/src/thread.rs', line: 20 },
    });
    const kernel = crashes('memory-too-small').at(-1);
    expect(kernel?.title).toMatch(/^The Hermit kernel panicked: No enough memory available!/);
    expect(kernel?.why).toContain('`src/mm/mod.rs:101`');
    expect(kernel?.source).toEqual({ file: 'src/mm/mod.rs', line: 101, tree: 'kernel' });
    expect(crashes('loader-no-module').at(-1)?.title).toBe(
      'The Hermit loader panicked: Could not find a single module in the Multiboot information',
    );
  });

  it('takes a thread’s panic for no crash where the program ends well', () => {
    const reader = consoleReader();
    const lines = ["thread 'worker' (3) panicked at src/main.rs:4:5:", 'oh', 'going on', 'exit status 0'];
    expect(summary(lines.flatMap((line) => reader.line(line)))).toBe('app booted exit 0');
  });

  it('reads negative and large statuses', () => {
    expect(consoleReader().line('exit status -1')).toEqual([{ kind: 'exit', code: -1 }]);
    expect(consoleReader().line('[0][INFO] shutting down with code 255')).toEqual([{ kind: 'exit', code: 255 }]);
    expect(consoleReader().line('my exit status 1')).toEqual([]);
  });
});
