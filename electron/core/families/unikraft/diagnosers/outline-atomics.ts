/** Code for arm64 whose atomic operations ask Linux, at run time, what the processor can do: there is no Linux here. */
import type { Diagnoser } from '../../family.ts';
import { appendLines, appName } from './shared-fixes.ts';

const SYMBOL = /^Nothing provides `(__getauxval|__aarch64_(?:cas|swp|ld(?:add|clr|eor|set))\d+_\w+)`$/;

export const outlineAtomics: Diagnoser = {
  code: 'unikraft.outline-atomics',
  diagnose(input) {
    return input.found.flatMap((problem) => {
      const symbol = problem.code === 'ld.undefined-reference' ? SYMBOL.exec(problem.title)?.[1] : undefined;
      if (symbol === undefined) return [];
      const app = appName(input);
      const archive = /_ALIBS-|UK_ALIBS/.test(input.files.read('Makefile.uk') ?? '');
      return [
        {
          ...problem,
          code: 'unikraft.outline-atomics',
          title: `Atomic operations call \`${symbol}\`, which Linux would bring`,
          why: 'GCC 10 and later make code for arm64 that looks at the start whether the processor has newer atomic instructions (`-moutline-atomics`). That question goes to the C library of Linux. Unikraft turns it off for what it compiles; objects and archives that were compiled elsewhere still ask.',
          fixes: [
            ...(app === null
              ? []
              : appendLines(
                  input,
                  'Makefile.uk',
                  [`${app}_CFLAGS-y += -mno-outline-atomics`, `${app}_CXXFLAGS-y += -mno-outline-atomics`],
                  {
                    title: 'Compile the application with `-mno-outline-atomics`',
                    effect: 'two lines in Makefile.uk. Then rebuild: make does not see that flags have changed',
                  },
                )),
            {
              kind: 'dead-end',
              title: archive
                ? 'The archive that Makefile.uk links has to be compiled anew with `-mno-outline-atomics` (Rust: `-C target-feature=-outline-atomics`).'
                : 'Compile outside archives with `-mno-outline-atomics` (Rust: `-C target-feature=-outline-atomics`).',
            },
          ],
        },
      ];
    });
  },
};
