/** kraft said `-W` (no KVM) and QEMU tried KVM anyway: an argument of old kraft versions. */
import { lineDiagnoser } from './explain-line.ts';
import { showDoctor } from './shared-fixes.ts';

export const kraftKvmInEmulation = lineDiagnoser({
  code: 'unikraft.kraft-kvm-in-emulation',
  patterns: [
    /could not start and wait for QEMU process: .*(?:Could not access KVM kernel module|failed to initialize kvm)/s,
    /qemu-system-\w+: failed to initialize kvm/,
  ],
  explain: (_, { argv }) =>
    argv.some((word) => /(?:^|\/)kraft$/.test(word))
      ? {
          title: 'kraft started QEMU with KVM, although there is none',
          why: 'Older versions of kraft hand QEMU 7 and later an argument that asks for KVM even with `-W`. QEMU then ends at once.',
          fixes: [
            { ...showDoctor, title: 'Install a newer kraft', effect: 'the doctor has the command' },
            {
              kind: 'action',
              title: 'Run it by the studio itself',
              effect: 'the same image in QEMU, emulated',
              command: 'machine.run',
            },
          ],
        }
      : null,
});
