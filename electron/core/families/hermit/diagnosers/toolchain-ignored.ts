/** 8. The kernel was built by another compiler than its toolchain file asks for, as happens on Windows. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const toolchainIgnored: Diagnoser = {
  code: 'hermit.toolchain-ignored',
  diagnose: (input) =>
    explain(
      input,
      /error\[E0635\]: unknown feature `([^`]+)`|unknown feature `([^`]+)`|`#!\[feature\]` may not be used on the (\w+) release channel/,
      {
        code: 'hermit.toolchain-ignored',
        phase: 'build',
        title: 'The kernel is built by a compiler that it was not written for',
        why: (match) =>
          `${(match[1] ?? match[2]) ? `The compiler does not know the feature \`${match[1] ?? match[2]}\`.` : `It is of the ${match[3]} channel.`} The kernel’s \`rust-toolchain.toml\` names the nightly that it needs; where another cargo comes first in PATH, it is not obeyed.`,
        fixes: [],
      },
    ),
};
