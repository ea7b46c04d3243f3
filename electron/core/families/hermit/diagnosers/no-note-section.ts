/** 1. The image holds no kernel: the crate is a dependency and nothing uses it. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';
import { useHermit } from './use-hermit.ts';

export const noNoteSection: Diagnoser = {
  code: 'hermit.no-note-section',
  diagnose: (input) =>
    explain(input, /Kernel does not have note section/, {
      code: 'hermit.no-note-section',
      phase: 'run',
      title: 'The program is not a Hermit image: the kernel was not linked in',
      why: 'A crate that nothing uses is left out, and with it the kernel. The build still succeeds. One line in `main.rs` brings it in: `use hermit as _;`.',
      fixes: useHermit,
    }),
};
