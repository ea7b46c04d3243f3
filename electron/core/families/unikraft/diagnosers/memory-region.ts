/** A line that looks like an error at every boot of some images, and is none. */
import { lineDiagnoser } from './explain-line.ts';

export const memoryRegion = lineDiagnoser({
  code: 'unikraft.memory-region',
  phase: 'run',
  patterns: [/\[libukallocbbuddy\].*Failed to add memory region/],
  explain: () => ({
    severity: 'hint',
    title: '"Failed to add memory region" is harmless',
    why: 'The allocator was offered a piece of memory smaller than a page, and left it out. The boot goes on; if something went wrong afterwards, this was not the reason.',
  }),
});
