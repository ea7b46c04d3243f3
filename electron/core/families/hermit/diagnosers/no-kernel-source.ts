/** 7. The folder of the kernel is empty: a clone without its submodules. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const noKernelSource: Diagnoser = {
  code: 'hermit.no-kernel-source',
  diagnose: (input) =>
    explain(input, /could not find kernel source|kernel manifest path `([^`]*)` does not exist/, {
      code: 'hermit.no-kernel-source',
      phase: 'build',
      title: 'The source of the kernel is not where the crate looks for it',
      why: (match) =>
        match[1]
          ? `\`HERMIT_MANIFEST_DIR\` leads to a folder without a kernel: \`${match[1]}\` is not there.`
          : 'It lies beside the crate as a submodule, which a plain clone leaves empty. Run `git submodule update --init`, or use a folder of your own for the kernel.',
      fixes: [{ kind: 'action', title: 'Use a folder of my own', command: 'sources.show' }],
    }),
};
