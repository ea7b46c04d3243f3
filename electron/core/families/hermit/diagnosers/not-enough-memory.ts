/** 13. The machine has too little memory for the kernel. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';
import { memoryOf, moreMemory } from './more-memory.ts';

export const notEnoughMemory: Diagnoser = {
  code: 'hermit.not-enough-memory',
  diagnose(input) {
    const now = memoryOf(input);
    const had = now === null ? '' : ` It had ${now} MiB.`;
    return explain(input, /^(?:No|Not) enough (?:memory|physical memory)|Not enough (?:space|free)|Out of memory/i, {
      code: 'hermit.not-enough-memory',
      phase: 'run',
      title: 'The machine has too little memory for the kernel',
      why: `The kernel counts what is left beside the image before it starts anything.${had}`,
      fixes: moreMemory,
    });
  },
};
