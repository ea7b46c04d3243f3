/** What uhyve says when it failed itself, and not the program: its last words on standard error, up to version 0.10. */
import type { Arch, Fix, Problem } from '../../contract/problem.ts';

interface Failure {
  readonly pattern: RegExp;
  readonly code: string;
  readonly title: string;
  readonly why: string;
  /** QEMU, which can do without KVM, would run the image. */
  readonly isKvm: boolean;
}

/** The first that fits counts. */
const FAILURES: readonly Failure[] = [
  {
    pattern: /Unable to create VM: (?:OsError|Error)\(16\)/,
    code: 'hermit.kvm-busy',
    title: 'KVM is busy',
    why: 'Another hypervisor (VirtualBox, VMware) holds the processor’s virtualisation. End it, or run on QEMU.',
    isKvm: true,
  },
  {
    pattern: /path: "\/dev\/kvm"|Unable to (?:open|access) .*\/dev\/kvm|Permission denied.*\/dev\/kvm/,
    code: 'hermit.uhyve-no-kvm',
    title: 'Uhyve finds no /dev/kvm that it may open',
    why: 'It runs on KVM alone. Turn on virtualisation in the firmware, load the module `kvm`, and see that your user is in the group `kvm`; QEMU runs the image without.',
    isKvm: true,
  },
  {
    pattern: /kvm_cpu\.rs[^\n]*\n(?:InternalError|called `Result::unwrap\(\)` on an `Err` value: Error\(\d+\))|hv_vcpu/,
    code: 'hermit.uhyve-kvm-broken',
    title: 'KVM is here and does not truly run guests',
    why: 'It gave up in the middle of the guest. That happens inside virtual machines whose host hands on only half of KVM; QEMU runs the image without it.',
    isKvm: true,
  },
  {
    pattern: /Kernel does not specify hermit entry version/,
    code: 'hermit.no-entry-version',
    title: 'Uhyve does not take this file for a Hermit image',
    why: 'It says no version of Hermit’s entry. Either it was not built for Hermit, or its kernel is older than those that uhyve knows.',
    isKvm: false,
  },
  {
    pattern: /hermit entry version|unsupported.*(?:uhyve|interface) version|uhyve.interface/i,
    code: 'hermit.uhyve-version',
    title: 'This uhyve and the kernel of the image do not understand each other',
    why: 'They speak different versions of their interface. `cargo install --locked uhyve` installs the newest uhyve; an image that is older still runs on QEMU.',
    isKvm: false,
  },
  {
    pattern: /not compiled for the correct architecture/,
    code: 'hermit.uhyve-other-arch',
    title: 'The image is for another kind of processor',
    why: 'Uhyve runs images of this computer’s own architecture alone. QEMU runs the others.',
    isKvm: false,
  },
  {
    pattern: /invalid ELF|Invalid kernel path|Kernel Loading Error/,
    code: 'hermit.not-elf',
    title: 'Uhyve can’t load the image',
    why: 'It is no ELF file of Hermit, or it can’t be read. Build the project again.',
    isKvm: false,
  },
  {
    pattern: /Not enough guest memory\. Must be at least (\d+ MiB)/,
    code: 'hermit.not-enough-memory',
    title: 'Uhyve wants more memory for the machine',
    why: 'At least 16 MiB: raise it in the run settings.',
    isKvm: false,
  },
  {
    pattern: /^error: (?:unexpected argument|invalid value|the following required)/m,
    code: 'hermit.uhyve-version',
    title: 'This uhyve does not know what it was told',
    why: 'It is of another version than those that the studio knows (0.9, 0.10). `cargo install --locked uhyve` installs the newest one.',
    isKvm: false,
  },
];
const OTHER: Omit<Failure, 'pattern'> = {
  code: 'hermit.uhyve-failed',
  title: 'Uhyve itself failed',
  why: 'Its own words say where. QEMU runs the same image.',
  isKvm: false,
};
/** A panic of uhyve's own: it names a source file of uhyve, where one of the guest's never comes on standard error. */
const OWN_PANIC = /panicked at [^\n]*uhyve[^\n]*\.rs:\d+/;
const QUOTE_LIMIT = 300;

/** @returns null where it says nothing of a failure: the guest has ended */
export function uhyveFailure(
  stderr: string,
  arch: Arch,
): { readonly problem: Problem; readonly isKvm: boolean } | null {
  const known = FAILURES.find(({ pattern }) => pattern.test(stderr));
  if (!known && !OWN_PANIC.test(stderr)) return null;
  const { code, title, why, isKvm } = known ?? OTHER;
  const settings: Fix = { kind: 'action', title: 'Choose another monitor', command: 'machine.settings' };
  const quote = quoteOf(stderr, known?.pattern ?? OWN_PANIC);
  const fixes = code === 'hermit.uhyve-other-arch' && arch === 'riscv64' ? [] : [settings];
  return {
    problem: { code, severity: 'error', title, why, quote, evidence: { firstLine: 0, lastLine: 0 }, fixes },
    isKvm,
  };
}

function quoteOf(stderr: string, pattern: RegExp): string {
  const at = pattern.exec(stderr)?.index ?? 0;
  const start = stderr.lastIndexOf('\n', at) + 1;
  const [first = '', second = ''] = stderr.slice(start).split('\n');
  return (first.endsWith(':') || /panicked at/.test(first) ? `${first}\n${second}` : first).slice(0, QUOTE_LIMIT);
}
