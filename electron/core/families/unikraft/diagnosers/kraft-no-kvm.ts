/** kraft asked for KVM on a computer that has none; emulation is a flag away. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftNoKvm = lineDiagnoser({
  code: 'unikraft.kraft-no-kvm',
  patterns: [/could not open kvm device: (.+)/, /platform kvm requested but it's not available/],
  explain: ({ text }, { argv, arch }) => {
    const emulated = argv.includes('-W') || argv.includes('--disable-acceleration');
    const foreign = arch === 'arm64' && /requested but/.test(text);
    return {
      title: 'There is no KVM here for this machine',
      why: `${foreign ? 'The image is for another processor than this computer has, so it can only be emulated.' : 'The system has no `/dev/kvm`: no virtualization in the processor or the firmware, a container, or WSL without nesting.'} kraft asks for it unless it is told not to (\`-W\`).${emulated ? ' It was told: versions before 0.7 look for the device all the same.' : ''}`,
      fixes: [
        {
          kind: 'action',
          title: 'Run it by the studio itself',
          effect: 'QEMU with emulation, when KVM is not there',
          command: 'machine.run',
        },
        showVersion,
      ],
    };
  },
});

const showVersion = {
  kind: 'action',
  title: 'See kraft and KVM in the doctor',
  command: 'doctor.show',
} as const;
