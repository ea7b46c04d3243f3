/** KVM opens and then refuses a register that QEMU sets: virtualization inside of virtualization. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftKvmRefused = lineDiagnoser({
  code: 'unikraft.kraft-kvm-refused',
  patterns: [/error: failed to set MSR (0x[0-9a-f]+) to (0x[0-9a-f]+)/, /kvm_buf_set_msrs: Assertion/],
  explain: () => ({
    title: 'KVM is here, and does not work',
    why: "The device `/dev/kvm` opens, but the computer is itself a virtual machine whose host leaves out a part of the processor that QEMU's model `host` wants. QEMU stopped itself.",
    fixes: [
      {
        kind: 'action',
        title: 'Run it by the studio itself',
        effect: 'falls back to emulation and says so',
        command: 'machine.run',
      },
      { kind: 'dead-end', title: 'With kraft: `kraft run -W` does without KVM.' },
    ],
  }),
});
