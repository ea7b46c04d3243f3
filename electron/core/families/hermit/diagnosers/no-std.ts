/** 5. No standard library for the target: neither rust-std-hermit nor a build of it from source. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const noStd: Diagnoser = {
  code: 'hermit.no-std',
  diagnose: (input) =>
    explain(input, /can't find crate for `(?:std|core)`/, {
      code: 'hermit.no-std',
      phase: 'build',
      title: 'There is no standard library for Hermit',
      why: 'The target is of tier 3: rustup has none for it. Install rust-std-hermit of exactly this compiler, or build with `-Zbuild-std` on a nightly with rust-src.',
      fixes: [
        {
          kind: 'command',
          title: 'Install a nightly with its source',
          argv: ['rustup', 'toolchain', 'install', 'nightly', '--component', 'rust-src', '--component', 'llvm-tools'],
        },
      ],
    }),
};
