import { describe, expect, it } from 'vitest';
import type { Arch } from '#core/contract/problem.ts';
import type { ProjectFiles } from '#core/families/family.ts';
import { planRun } from '#core/families/hermit/plan-run.ts';
import { noContext, type PlanContext } from '#core/families/source.ts';

const manifest = (features: string) => `[package]
name = "app"
version = "0.1.0"

[target.'cfg(target_os = "hermit")'.dependencies]
hermit = { git = "https://github.com/hermit-os/hermit-rs.git", tag = "hermit-0.13.2", default-features = false, features = [${features}] }
`;
const MIB = 1 << 20;

function plan(
  own: object,
  {
    features = '"tcp"',
    arch = 'x86_64' as Arch,
    loader = 'hermit-loader-x86_64',
    more = '',
    imageMiB = 4,
    also = '',
  } = {},
) {
  const texts: Record<string, string> = {
    'Cargo.toml': `${manifest(features)}${more}`,
    '.unikernel-studio.json': JSON.stringify({ family: 'hermit', run: own }),
  };
  const files: ProjectFiles = { root: '/p', paths: [...Object.keys(texts), loader, also], read: (path) => texts[path] };
  const context: PlanContext = { ...noContext, facts: { 'image.size': String(imageMiB * MIB) } };
  return planRun(files, { arch }, context);
}
const codes = (answer: ReturnType<typeof plan>) => answer.problems.map(({ code, severity }) => [code, severity]);
const wordAfter = (args: readonly string[], word: string) => args[args.indexOf(word) + 1];

describe('the machine of a Hermit project', () => {
  it.each(['fw_jump.bin', 'firmware/fw_dynamic.bin', 'opensbi-1.3.bin'])(
    'starts on riscv64 with a firmware of the project’s own where there is one: %s',
    (own) => {
      const riscv64 = { arch: 'riscv64', loader: 'hermit-loader-riscv64-sbi' } as const;
      expect(wordAfter(plan({}, riscv64).value.args, '-bios')).toBe('default');
      expect(wordAfter(plan({}, { ...riscv64, also: own }).value.args, '-bios')).toBe(own);
    },
  );

  it('is the loader with the image as its initial RAM disk', () => {
    const { value, problems } = plan({});
    expect(problems).toEqual([]);
    expect(wordAfter(value.args, '-kernel')).toBe('hermit-loader-x86_64');
    expect(wordAfter(value.args, '-initrd')).toBe('target/x86_64-unknown-hermit/debug/app');
    expect(value.args).not.toContain('-append');
    expect(value.args.join(' ')).not.toContain('virtio-net');
  });

  it.each([
    ['"tcp", "virtio-net"', 'virtio-net-pci', 'virtio-net'],
    ['"udp", "rtl8139"', 'rtl8139', 'rtl8139'],
  ])('has the network card that the features %s drive, and says so', (features, card, feature) => {
    const { value } = plan({}, { features });
    expect(wordAfter(value.args, '-device')).toContain('isa-debug-exit');
    expect(value.args.some((word) => word.startsWith(`${card},netdev=net0`))).toBe(true);
    expect(value.notes).toEqual([
      `The machine has the network card \`${card}\`, since the feature \`${feature}\` is on.`,
    ]);
  });

  it('forwards ports on loopback alone', () => {
    const { value } = plan({ ports: [{ host: 9975, guest: 80 }] }, { features: '"tcp", "virtio-net"' });
    expect(value.args).toContain('user,id=net0,hostfwd=tcp:127.0.0.1:9975-:80');
    expect(value.notes?.[0]).toContain('127.0.0.1:9975 leads to the guest’s port 80.');
  });

  it.each([
    ['"tcp"', [['hermit.no-network-driver', 'warning']]],
    ['"virtio-net"', [['hermit.driver-without-stack', 'warning']]],
    ['"tcp", "virtio-net"', []],
  ])('warns where ports are forwarded and %s are the features', (features, expected) => {
    expect(codes(plan({ ports: [{ host: 1, guest: 1 }] }, { features }))).toEqual(expected);
  });

  it('is refused with a loader that its kernel can’t be started by, and without one', () => {
    const pair = plan({}, { loader: 'hermit-loader-x86_64-multiboot' });
    expect(codes(pair)).toEqual([['hermit.loader-kernel-pair', 'error']]);
    expect(pair.problems[0]?.why).toContain('up to 0.5.6');
    expect(codes(plan({}, { loader: 'other' }))).toEqual([['hermit.no-loader', 'error']]);
  });

  it('is refused with less memory than its image needs', () => {
    // As measured: a debug image of 40 MiB starts with 110, and one of 1 MiB with 32.
    expect(codes(plan({ memoryMiB: 104 }, { imageMiB: 40 }))).toEqual([['hermit.memory', 'error']]);
    expect(codes(plan({ memoryMiB: 110 }, { imageMiB: 40 }))).toEqual([]);
    expect(codes(plan({ memoryMiB: 32 }, { imageMiB: 1 }))).toEqual([]);
  });

  it('has enough for a large image where nobody chose', () => {
    expect(plan({}).value.memoryMiB).toBe(128);
    expect(plan({}, { imageMiB: 100 }).value.memoryMiB).toBe(320);
    expect(plan({}, { arch: 'arm64', loader: 'hermit-loader-aarch64', imageMiB: 40 }).value.memoryMiB).toBe(512);
  });

  it('gets the words of Cargo.toml and of its own file on the kernel’s command line, in their order', () => {
    const more = '\n[package.metadata.hermit.run]\nip = "10.0.5.7"\nenv = "A=1 B=2"\nargs = "one two"\n';
    expect(wordAfter(plan({}, { more }).value.args, '-append')).toBe('-ip 10.0.5.7 env=A=1 env=B=2 -- one two');
    expect(wordAfter(plan({ args: 'env=C=3' }, { more }).value.args, '-append')).toBe(
      '-ip 10.0.5.7 env=A=1 env=B=2 env=C=3 -- one two',
    );
    expect(wordAfter(plan({ args: '-- zero' }, { more }).value.args, '-append')).toBe(
      '-ip 10.0.5.7 env=A=1 env=B=2 -- zero one two',
    );
    expect(wordAfter(plan({ args: '-- word' }).value.args, '-append')).toBe('-- word');
  });

  it.each([
    ['arm64', 'hermit-loader-aarch64', 'guest-loader,addr=0x48000000,initrd=target/aarch64-unknown-hermit/debug/app'],
    ['riscv64', 'hermit-loader-riscv64', 'target/riscv64gc-unknown-hermit/debug/app'],
  ] as const)('of %s hands the image over as that board does', (arch, loader, word) => {
    expect(plan({}, { arch, loader }).value.args).toContain(word);
  });
});

describe('a processor without what the kernel uses', () => {
  const texts: Record<string, string> = { 'Cargo.toml': manifest('"fsgsbase"') };
  const files: ProjectFiles = { root: '/p', paths: Object.keys(texts), read: (path) => texts[path] };
  const accelerators = (flags: string) =>
    planRun(files, { arch: 'x86_64' }, { ...noContext, facts: { 'cpu.info': `flags\t\t: fpu ${flags} sse2\n` } }).value;

  it('keeps the machine from KVM, with the reason', () => {
    expect(accelerators('fsgsbase').accelerators).toEqual(['kvm', 'tcg']);
    expect(accelerators('vme')).toMatchObject({ accelerators: ['tcg'], notes: [expect.stringContaining('fsgsbase')] });
  });
});

describe('what QEMU’s status means where the text did not say', () => {
  it('is isa-debug-exit’s on x86_64: 3 is good, 0 is a reset', () => {
    const { readStatus } = plan({}).value;
    expect([3, 0, 1].map((status) => readStatus(status).reason)).toEqual(['guest', 'crash', 'error']);
  });

  it('is no success on the other boards: the firmware alone may have turned the machine off', () => {
    const { readStatus } = plan({}, { arch: 'arm64', loader: 'hermit-loader-aarch64' }).value;
    expect(readStatus(0)).toEqual({ code: null, reason: 'crash' });
  });
});
