/** The program asked for more memory than the machine has left. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';
import { memoryOf, moreMemory } from './more-memory.ts';

export const heapExhausted: Diagnoser = {
  code: 'hermit.heap-exhausted',
  diagnose: (input) =>
    explain(input, /^memory allocation of (\d+) bytes failed$/, {
      code: 'hermit.heap-exhausted',
      phase: 'run',
      title: 'The program used up the memory of the machine',
      why: (match) => {
        const now = memoryOf(input);
        const had = now === null ? '' : ` The machine has ${now} MiB, and image and kernel take their part of it.`;
        return `It asked for ${match[1]} bytes more, and nothing of that size was left.${had}`;
      },
      fixes: moreMemory,
    }),
};
