/** `.config` is not there, so nothing says for which processor and with which options to build. */

import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

export const configMissing: Diagnoser = {
  code: 'bare.config-missing',
  diagnose: (input) =>
    matchingLines(input, /\*\*\* \.config is missing: /).map((line) => ({
      code: 'bare.config-missing',
      severity: 'error',
      title: 'The file `.config` is missing',
      why: 'It holds the choice of options: the processor, the greeting, the size of the heap. A file whose name starts with a dot is easily left behind when a folder is copied.',
      evidence: evidenceOf(input, line),
      quote: line.text,
      fixes: [
        {
          kind: 'command',
          title: 'Write a new `.config`',
          effect: 'every option gets its default',
          argv: ['make', 'defconfig'],
        },
      ],
    })),
};
