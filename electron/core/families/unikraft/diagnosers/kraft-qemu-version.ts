/** kraft could not understand the version that QEMU says it is. */
import { lineDiagnoser } from './explain-line.ts';
import { showDoctor } from './shared-fixes.ts';

export const kraftQemuVersion = lineDiagnoser({
  code: 'unikraft.kraft-qemu-version',
  patterns: [/\bInvalid Semantic Version\b/i, /unsupported QEMU version|QEMU .* is not supported/i],
  explain: () => ({
    title: 'kraft does not understand the version of this QEMU',
    why: 'It reads the answer of `qemu-system-x86_64 --version` and wants 4.2 or later. Older ones, and some builds of distributions, write it in another way.',
    fixes: [
      {
        ...showDoctor,
        title: 'See QEMU in the doctor',
        effect: 'its version, and the command that brings a newer one',
      },
    ],
  }),
});
