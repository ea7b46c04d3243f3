/** Products and quotients of complex numbers: the compiler calls a helper of its own library, which is not linked here. */
import type { Diagnoser } from '../../family.ts';
import { appendLines, appName, optionValue, setOptions } from './shared-fixes.ts';

const SYMBOL = /^Nothing provides `(__(?:mul|div)[hsdxt]c3)`$/;

export const complexArithmetic: Diagnoser = {
  code: 'unikraft.complex-arithmetic',
  diagnose(input) {
    const hits = input.found.flatMap((problem) => {
      const symbol = problem.code === 'ld.undefined-reference' ? SYMBOL.exec(problem.title)?.[1] : undefined;
      return symbol === undefined ? [] : [{ problem, symbol }];
    });
    const fromMusl = input.lines.some((line) => /\/libmusl\b.*\b__(?:mul|div)[hsdxt]c3/.test(line));
    return hits.map(({ problem, symbol }) => {
      const app = appName(input);
      const musl = fromMusl && optionValue(input, 'LIBMUSL_COMPLEX') !== 'n';
      return {
        ...problem,
        code: 'unikraft.complex-arithmetic',
        title: `Complex numbers need \`${symbol}\`, a helper of the compiler's own library`,
        why: `${fromMusl ? "musl's functions for complex numbers multiply them" : 'The program multiplies or divides complex numbers'}. For the cases with infinities and NaN the compiler calls a helper of libgcc, which Unikraft does not link.`,
        fixes: musl
          ? setOptions(
              input,
              { LIBMUSL_COMPLEX: 'n' },
              { title: 'Leave out complex numbers', effect: 'turns off `LIBMUSL_COMPLEX`; most programs have none' },
            )
          : app === null
            ? []
            : appendLines(input, 'Makefile.uk', [`${app}_CFLAGS-y += -fcx-limited-range`], {
                title: 'Compute without the special cases',
                effect:
                  'adds `-fcx-limited-range`: infinities and NaN are no longer treated apart. Then rebuild: make does not see that flags have changed',
              }),
      };
    });
  },
};
