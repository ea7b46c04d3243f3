/** 11. QEMU was given a 64-bit file where it can start 32-bit ones only: not the loader, or not the right one. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const wrongLoader: Diagnoser = {
  code: 'hermit.wrong-loader',
  diagnose: (input) =>
    explain(
      input,
      /Cannot load x86-64 image, give a 32bit one|Error loading uncompressed kernel without PVH ELF Note/,
      {
        code: 'hermit.wrong-loader',
        phase: 'both',
        title: 'QEMU was not given the loader, or not the one for multiboot',
        why: 'On x86_64 QEMU starts 32-bit multiboot files. The loader is one of these (`hermit-loader-x86_64-multiboot`, up to 0.5.6 `hermit-loader-x86_64`); the program itself and the loader before it was converted are not.',
        fixes: [],
      },
    ),
};
