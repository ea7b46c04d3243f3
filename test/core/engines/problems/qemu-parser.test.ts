import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainQemuFailure, isKvmFailure } from '#core/engines/problems/qemu-parser.ts';

const folder = new URL('../../../fixtures/transcripts/tools/', import.meta.url);
const read = (name: string) => readFileSync(new URL(`qemu-${name}.stderr.txt`, folder), 'utf8');

const expected: Readonly<Record<string, readonly [code: string, part: string]>> = {
  'bad-accel': ['qemu.accelerator-unavailable', '`nosuchaccel`'],
  'device-property': ['qemu.property', '`net0`'],
  'display-gtk': ['qemu.display-unavailable', 'display'],
  'gdb-port-in-use': ['qemu.port-in-use', '14444'],
  'hostfwd-port-in-use': ['qemu.port-in-use', '18080'],
  'hvf-unavailable': ['qemu.accelerator-unavailable', '`hvf`'],
  'image-locked': ['qemu.image-locked', 'disk image'],
  'kernel-is-directory': ['qemu.kernel-is-folder', '/home/user/src/toolsdemo'],
  'kvm-missing': ['qemu.kvm-missing', 'no KVM'],
  'kvm-not-available': ['qemu.kvm-broken', 'KVM'],
  'kvm-permission': ['qemu.kvm-permission', 'account'],
  'kvm-permission-fallback': ['qemu.kvm-permission', 'account'],
  'kvm-wrong-arch': ['qemu.accelerator-unavailable', '`kvm`'],
  'memory-invalid': ['qemu.memory-invalid', '`12Q`'],
  'memory-too-big': ['qemu.memory-too-big', 'memory'],
  'missing-drive': ['qemu.file-missing', '`nosuch.img`'],
  'missing-initrd': ['qemu.file-missing', '`nosuch.img`'],
  'missing-kernel': ['qemu.kernel-missing', '`nosuch.bin`'],
  'not-a-kernel': ['qemu.kernel-not-bootable', 'kernel'],
  'serial-port-in-use': ['qemu.port-in-use', '14444'],
  'unknown-cpu': ['qemu.cpu-unknown', '`nosuchcpu`'],
  'unknown-device': ['qemu.device-unknown', '`nosuch-device`'],
  'unknown-machine': ['qemu.machine-unknown', 'machine type'],
  'unknown-option': ['qemu.option-unknown', '`-nosuchoption`'],
  'whpx-unavailable': ['qemu.accelerator-unavailable', '`whpx`'],
};

describe('explainQemuFailure', () => {
  it.each(Object.entries(expected))('explains the recorded %s', (name, [code, part]) => {
    const problem = explainQemuFailure(read(name), { user: 'ada' });
    expect(problem.code).toBe(code);
    expect(problem.title).toContain(part);
    expect(problem.why).toBeTruthy();
    expect(read(name)).toContain(problem.quote);
  });

  it('knows every recording', () => {
    const recorded = readdirSync(folder).flatMap((file) => /^qemu-(.*)\.stderr\.txt$/.exec(file)?.[1] ?? []);
    expect(recorded.sort()).toEqual(Object.keys(expected).sort());
  });

  it('offers the one command that lets this person use KVM', () => {
    expect(explainQemuFailure(read('kvm-permission'), { user: 'ada' }).fixes).toContainEqual(
      expect.objectContaining({ kind: 'command', argv: ['sudo', 'usermod', '-aG', 'kvm', 'ada'] }),
    );
  });

  it('explains a KVM that opens and then cannot run a guest', () => {
    const stderr =
      "qemu-system-x86_64: error: failed to set MSR 0x10a to 0x69\nqemu-system-x86_64: kvm.c:3183: kvm_buf_set_msrs: Assertion `ret == cpu->kvm_msr_buf->nmsrs' failed.\n";
    expect(explainQemuFailure(stderr).code).toBe('qemu.kvm-broken');
    expect(isKvmFailure(stderr)).toBe(true);
    expect(isKvmFailure(read('missing-kernel'))).toBe(false);
  });

  it('quotes the last words of a failure that it does not know', () => {
    const stderr = 'qemu: module ui-ui-gtk not found, do you want to install it?\nsomething odd\nqemu: gave up\n';
    expect(explainQemuFailure(stderr)).toMatchObject({ code: 'qemu.failed', quote: 'qemu: gave up' });
    expect(explainQemuFailure('')).toMatchObject({ code: 'qemu.failed', why: 'It did not say why.' });
  });
});
