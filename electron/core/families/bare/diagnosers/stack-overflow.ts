/** After a stack that ran out: a larger one can be had by one click, if that is what was meant. */

import { DOT_CONFIG, optionEdits } from '../../../engines/config/dot-config.ts';
import type { Diagnoser } from '../../family.ts';

/** As Kconfig has it. */
const MOST_STACK_KIB = 8192;

export const stackOverflow: Diagnoser = {
  code: 'bare.stack-overflow',
  diagnose({ found, files, lines }) {
    const text = files.read(DOT_CONFIG);
    const size = Number(lines.join('\n').match(/ran out of stack: it has (\d+) KiB/)?.[1]);
    const repeats = Number(lines.join('\n').match(/called from 0x[0-9a-f]+, (\d+) times/)?.[1] ?? 0);
    if (text === undefined || !size) return [];
    const larger = Math.min(4 * size, MOST_STACK_KIB);
    return found
      .filter(({ code }) => code === 'bare.stack-overflow')
      .map((problem) => ({
        ...problem,
        ...(repeats > 0 ? { why: `${problem.why} Here one function had called itself ${repeats} times.` } : {}),
        fixes: [
          ...problem.fixes,
          ...(larger > size
            ? [
                {
                  kind: 'edit' as const,
                  title: `Make the stack ${larger} KiB`,
                  effect: 'helps a program that needs much, not one that never stops',
                  edits: optionEdits(text, { STACK_KIB: String(larger) }),
                },
              ]
            : []),
        ],
      }));
  },
};
