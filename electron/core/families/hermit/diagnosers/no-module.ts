/** 12. The loader was started without an image. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const noModule: Diagnoser = {
  code: 'hermit.no-module',
  diagnose: (input) =>
    explain(input, /Could not find a single module|Could not find initrd|no initrd/, {
      code: 'hermit.no-module',
      phase: 'run',
      title: 'The loader found no image to start',
      why: 'The image is handed over as the initial RAM disk (`-initrd`, on arm64 `-device guest-loader`), and this machine was started without one.',
      fixes: [{ kind: 'action', title: 'Build and run again', command: 'machine.run' }],
    }),
};
