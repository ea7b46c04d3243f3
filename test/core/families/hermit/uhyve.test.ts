import { describe, expect, it } from 'vitest';
import type { ProjectFiles } from '#core/families/family.ts';
import { consoleReader } from '#core/families/hermit/console-reader.ts';
import { planRun } from '#core/families/hermit/plan-run.ts';
import { uhyveFailure } from '#core/families/hermit/uhyve-failures.ts';
import { noContext } from '#core/families/source.ts';
import { findingsOf, linesOf } from './transcripts.ts';

const MANIFEST = `[package]
name = "app"

[target.'cfg(target_os = "hermit")'.dependencies]
hermit = { git = "https://github.com/hermit-os/hermit-rs.git", tag = "hermit-0.13.2" }
`;
const RUN = '\n[package.metadata.hermit.run]\nenv = "NAME=value"\nargs = "word"\n';

function planned(
  run: object,
  { more = '', monitor = '', arch = 'x86_64' as const, loader = 'hermit-loader-x86_64' } = {},
) {
  const texts: Record<string, string> = {
    'Cargo.toml': `${MANIFEST}${more}`,
    '.unikernel-studio.json': JSON.stringify({ family: 'hermit', run }),
  };
  const files: ProjectFiles = {
    ...{ root: '/p', paths: [...Object.keys(texts), loader], read: (path) => texts[path] },
  };
  return planRun(files, { arch, ...(monitor === '' ? {} : { monitor }) }, noContext);
}
const plan = (...given: Parameters<typeof planned>) => planned(...given).value;

describe('a Hermit machine in uhyve', () => {
  it('is the image without a loader, and hands the program’s words on', () => {
    const value = plan({ monitor: 'uhyve', memoryMiB: 64, args: '-ip 10.0.0.1 env=A=b -- one' }, { more: RUN });
    expect([value.program, ...value.args]).toEqual([
      ...['uhyve', '-m', '64MiB', '-c', '1', '-e', 'NAME=value', '-e', 'A=b', '--'],
      ...['target/x86_64-unknown-hermit/debug/app', 'one', 'word'],
    ]);
    expect(value.accelerators).toEqual(['kvm']);
    expect(value.direct?.instead?.program).toBe('qemu-system-x86_64');
    expect(value.readStatus(7)).toEqual({ code: 7, reason: 'guest' });
  });

  it('needs no loader; without one there is no QEMU to stand in', () => {
    const { value, problems } = planned({ monitor: 'uhyve' }, { loader: 'none' });
    expect(problems).toEqual([]);
    expect(value.direct?.instead).toBeNull();
    expect(planned({}, { loader: 'none' }).problems).toMatchObject([{ code: 'hermit.no-loader' }]);
  });

  it('is taken for one run, or left for one run', () => {
    expect(plan({}, { monitor: 'uhyve' }).program).toBe('uhyve');
    expect(plan({ monitor: 'uhyve' }, { monitor: 'qemu' }).program).toBe('qemu-system-x86_64');
    expect(plan({}).direct).toBeUndefined();
  });

  it('has no less memory than uhyve takes, and says that it has no ports', () => {
    const value = plan({ monitor: 'uhyve', memoryMiB: 8, ports: [{ host: 1234, guest: 80 }] });
    expect(value.args).toContain('16MiB');
    expect(value.notes).toEqual(['Uhyve forwards no ports: the machine has no network.']);
  });
});

describe('what uhyve says on standard error', () => {
  const failure = (name: string) => uhyveFailure(linesOf(`${name}.stderr.txt`).join('\n'), 'x86_64');

  it.each([
    ['uhyve-kvm-broken', 'hermit.uhyve-kvm-broken', true],
    ['uhyve-kvm-no-device', 'hermit.uhyve-kvm-broken', true],
    ['uhyve-no-kvm', 'hermit.uhyve-no-kvm', true],
    ['uhyve-memory-too-small', 'hermit.not-enough-memory', false],
    ['uhyve-other-arch', 'hermit.uhyve-other-arch', false],
    ['uhyve-bad-value', 'hermit.uhyve-version', false],
    ['uhyve-no-entry-version', 'hermit.no-entry-version', false],
    ['uhyve-not-elf', 'hermit.not-elf', false],
  ])('is explained: %s', (name, code, isKvm) => {
    expect(failure(name)).toMatchObject({
      isKvm,
      problem: { code, severity: 'error', quote: expect.stringMatching(/./) },
    });
  });

  it('is no failure of its own where the guest ended: a warning, or nothing', () => {
    expect(uhyveFailure('', 'x86_64')).toBeNull();
    expect(uhyveFailure('[WARN  uhyvelib::isolation::tempdir] Race during tempdir creation\n', 'x86_64')).toBeNull();
  });

  it('is a failure of its own where it panics in a way that nobody has seen yet', () => {
    const text = "thread 'main' (1) panicked at /c/uhyve-0.11.0/src/net/tap.rs:9:1:\nno such tap\n";
    expect(uhyveFailure(text, 'x86_64')?.problem).toMatchObject({
      code: 'hermit.uhyve-failed',
      quote: expect.stringContaining('no such tap'),
    });
  });
});

it('the text of a guest that KVM dropped in the middle holds no end and no proof', () => {
  const found = findingsOf('uhyve-kvm-broken', consoleReader());
  expect(found.filter(({ kind }) => kind !== 'stage')).toEqual([]);
  expect(found).toContainEqual(expect.objectContaining({ kind: 'stage', id: 'kernel', label: 'Hermit 0.6.9' }));
});
