/** malloc() and its like are called while the option HEAP is off. */

import { DOT_CONFIG, optionEdits, parseDotConfig } from '../../../engines/config/dot-config.ts';
import type { Diagnoser } from '../../family.ts';

const HEAP_FUNCTION = /^Nothing provides `(malloc|calloc|realloc|free)`$/;

export const heapOff: Diagnoser = {
  code: 'bare.heap-off',
  diagnose({ found, files }) {
    const text = files.read(DOT_CONFIG) ?? '';
    if (parseDotConfig(text).get('HEAP') === 'y') return [];
    return found.flatMap((problem) => {
      const name = problem.code === 'ld.undefined-reference' ? HEAP_FUNCTION.exec(problem.title)?.[1] : undefined;
      if (name === undefined) return [];
      return [
        {
          ...problem,
          code: 'bare.heap-off',
          title: `\`${name}()\` needs the heap, which is turned off`,
          why: `The call compiled, but \`${name}()\` lives in \`kernel/heap.c\`, and the option \`HEAP\` leaves that file out.`,
          fixes: [
            {
              kind: 'edit' as const,
              title: 'Turn on `HEAP`',
              effect: 'brings in kernel/heap.c; about 1 KB of code, and the memory of `HEAP_KIB`',
              edits: optionEdits(text, { HEAP: 'y' }),
            },
          ],
        },
      ];
    });
  },
};
