/** 14. QEMU before 6.0 has no guest-loader, which hands the image over on arm64. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const oldQemu: Diagnoser = {
  code: 'hermit.old-qemu',
  diagnose: (input) =>
    explain(input, /'guest-loader' is not a valid device/, {
      code: 'hermit.old-qemu',
      phase: 'both',
      title: 'This QEMU is too old for Hermit on arm64',
      why: 'The image is handed over by the device `guest-loader`, which came with QEMU 6.0.',
      fixes: [],
    }),
};
